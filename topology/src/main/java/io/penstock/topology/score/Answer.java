package io.penstock.topology.score;

import io.penstock.RecordException;
import io.penstock.topology.score.format.ScoreCell;
import java.util.List;

/** What became of one row. */
public sealed interface Answer {
    /** It has its scores. */
    record Scored(List<ScoreCell> scores) implements Answer {
        public Scored {
            scores = List.copyOf(scores);
        }
    }

    /**
     * It has none.
     *
     * @param category as dead letters have it
     * @param reason for people
     */
    record Refused(String category, String reason) implements Answer {
        static Refused because(RecordException why) {
            return new Refused(why.failure().name(), String.valueOf(why.getMessage()));
        }
    }
}
