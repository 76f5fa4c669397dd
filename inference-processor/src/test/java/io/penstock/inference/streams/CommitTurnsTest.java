package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommitTurnsTest {
    @ParameterizedTest
    @CsvSource({"2, 400, 60", "2, 80, 60", "2, 300, 200", "2, 1000, 5", "3, 400, 60", "4, 400, 60", "4, 400, 100"})
    void bringsThreadsApartThatHaveStartedTogether(int threads, long intervalMillis, long drainMillis) {
        Model model = new Model(threads, millis(intervalMillis), millis(drainMillis), true);
        model.run(millis(20_000));
        model.forget();

        model.run(millis(120_000));

        assertThat(Duration.ofNanos(model.togetherNanos)).as("two at once").isZero();
        assertThat(model.stays).as("still staying behind").isZero();
    }

    @Test
    void leavesOneToFeedTheEngineWhereNotAllCanBeApart() {
        Model model = new Model(8, millis(400), millis(60), true);
        model.run(millis(20_000));
        model.forget();

        model.run(millis(120_000));

        assertThat(Duration.ofNanos(model.nobodyFeedsNanos)).isZero();
    }

    /** They do not come apart by themselves: what the other tests show is not the model's. */
    @Test
    void leavesThreadsAloneThatTheEngineDoesNotHoldUp() {
        Model model = new Model(2, millis(400), millis(60), false);

        model.run(millis(46_000));

        assertThat(model.stays).isZero();
        assertThat(Duration.ofNanos(model.nobodyFeedsNanos)).isGreaterThan(Duration.ofSeconds(5));
    }

    @Test
    void staysForTwiceTheDrainOrAShareOfTheCycle() {
        assertThat(CommitTurns.stayNanos(1, 2, millis(60), millis(400))).isEqualTo(millis(120));
        assertThat(CommitTurns.stayNanos(1, 2, millis(60), millis(80))).isEqualTo(millis(70));
        assertThat(CommitTurns.stayNanos(3, 4, millis(60), millis(400))).isEqualTo(millis(345));
        assertThat(CommitTurns.stayNanos(3, 1, millis(60), millis(400)))
                .as("others that have not drained yet")
                .isEqualTo(millis(345));
        assertThat(CommitTurns.stayNanos(3, 4, millis(2_000), Duration.ofDays(1).toNanos()))
                .isEqualTo(millis(1_000));
        assertThat(CommitTurns.stayNanos(1, 2, millis(100), millis(100))).isZero();
    }

    @Test
    void takesDrainsThatEndAtOtherTimesForStrangers() {
        CommitTurns turns = new CommitTurns();
        ThreadCommit first = new ThreadCommit();
        ThreadCommit second = new ThreadCommit();
        first.begin(turns, millis(400), 0);
        second.press();
        second.begin(turns, millis(400), millis(50));
        first.drained(millis(60));
        second.drained(millis(110));

        assertThat(first.committed()).isZero();
        assertThat(second.committed()).isZero();
    }

    @Test
    void beginsOnceACommitAndForgetsOneThatFails() {
        CommitTurns turns = new CommitTurns();
        ThreadCommit commit = new ThreadCommit();

        assertThat(commit.begin(turns, millis(400), 0)).isTrue();
        assertThat(commit.begin(turns, millis(400), 1)).isFalse();
        commit.abandon();
        commit.abandon();

        assertThat(turns.begin()).as("others under way").isZero();
        assertThat(commit.begin(turns, millis(400), 2)).isTrue();
    }

    @Test
    void isNotPressedAnyMoreOnceItHasCommitted() {
        ThreadCommit commit = new ThreadCommit();
        commit.press();
        assertThat(commit.isPressed()).isTrue();

        commit.committed();

        assertThat(commit.isPressed()).isFalse();
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    /** Threads that drain for as long as each other, a commit of a millisecond, and Kafka Streams' interval from its end. */
    private static final class Model {
        private static final long COMMIT_NANOS = millis(1);

        private enum Step {
            BEGIN,
            DRAINED,
            COMMITTED,
            LEFT
        }

        private record Event(long nanos, int thread, Step step) {}

        private final Queue<Event> events =
                new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingInt(Event::thread));
        private final CommitTurns turns = new CommitTurns();
        private final ThreadCommit[] commits;
        private final long intervalNanos;
        private final long drainNanos;
        private final boolean pressed;
        private int draining;
        private int away;
        private long now;
        private long togetherNanos;
        private long nobodyFeedsNanos;
        private int stays;

        Model(int threads, long intervalNanos, long drainNanos, boolean pressed) {
            this.intervalNanos = intervalNanos;
            this.drainNanos = drainNanos;
            this.pressed = pressed;
            commits = new ThreadCommit[threads];
            for (int thread = 0; thread < threads; thread++) {
                commits[thread] = new ThreadCommit();
                events.add(new Event(intervalNanos, thread, Step.BEGIN));
            }
        }

        void forget() {
            togetherNanos = 0;
            nobodyFeedsNanos = 0;
            stays = 0;
        }

        void run(long untilNanos) {
            while (events.element().nanos() < untilNanos) {
                Event event = events.remove();
                togetherNanos += draining > 1 ? event.nanos() - now : 0;
                nobodyFeedsNanos += away == commits.length ? event.nanos() - now : 0;
                now = event.nanos();
                happen(event.thread(), event.step());
            }
        }

        private void happen(int thread, Step step) {
            switch (step) {
                case BEGIN -> {
                    draining++;
                    away++;
                    if (pressed) {
                        commits[thread].press();
                    }
                    commits[thread].begin(turns, intervalNanos, now);
                    events.add(new Event(now + drainNanos, thread, Step.DRAINED));
                }
                case DRAINED -> {
                    draining--;
                    commits[thread].drained(now);
                    events.add(new Event(now + COMMIT_NANOS, thread, Step.COMMITTED));
                }
                case COMMITTED -> {
                    long stay = commits[thread].committed();
                    stays += stay > 0 ? 1 : 0;
                    events.add(new Event(now + stay, thread, Step.LEFT));
                }
                case LEFT -> {
                    away--;
                    events.add(new Event(now + intervalNanos, thread, Step.BEGIN));
                }
                default -> throw new AssertionError(step);
            }
        }
    }
}
