package io.penstock.topology.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BatchesTest {

    @Test
    void countsABatchOnceHoweverManyAnswersCameOfIt() {
        Batches batches = Batches.of(List.of(answer(1, 2), answer(1, 2), answer(2, 5), answer(3, 5)));
        assertThat(batches.countByRows()).isEqualTo(Map.of(2, 1L, 5, 2L));
        assertThat(batches.count()).isEqualTo(3);
        assertThat(batches.meanRows()).isEqualTo(4);
    }

    @Test
    void hasNoMeanWithoutBatches() {
        assertThat(Batches.of(List.of()).meanRows()).isZero();
    }

    private static Answer answer(long batch, int rows) {
        return new Answer("7", 1, 0, 0, 0, 0, 0, batch, rows);
    }
}
