package io.penstock.topology.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.recommendation.Item;
import io.penstock.schema.recommendation.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BestRowsTest {
    private static Candidate candidate(String id) {
        return new Candidate(
                new CatalogueItem(new Item(id, id, "x"), 0, 0),
                List.of(Reason.FILL),
                Optional.empty(),
                new Features(0, 0, 0, 0, 0, 0));
    }

    private static int[] best(int most, String ids, float... scores) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * scores.length);
        for (float score : scores) {
            buffer.putFloat(score);
        }
        List<Candidate> candidates =
                ids.chars().mapToObj(id -> candidate(Character.toString(id))).toList();
        return new BestRows(candidates, buffer.flip(), most).stream().toArray();
    }

    @Test
    void findsTheHighestScoresInTheirOrder() {
        assertThat(best(3, "abcde", 0.1f, 0.5f, 0.3f, 0.9f, 0.2f)).containsExactly(3, 1, 2);
    }

    @Test
    void prefersTheSmallerIdAmongEquals() {
        assertThat(best(2, "cabd", 0.5f, 0.5f, 0.5f, 0.1f)).containsExactly(1, 2);
    }

    @Test
    void findsAllIfThereAreFewer() {
        assertThat(best(9, "ab", 0.1f, 0.2f)).containsExactly(1, 0);
    }
}
