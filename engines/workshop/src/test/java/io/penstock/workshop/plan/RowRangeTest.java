package io.penstock.workshop.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowRangeTest {
    @Test
    void everyBatchIsInOneOfTheRanges() {
        assertThat(RowRange.tuned(1, List.of(1, 16, 64), 256))
                .containsExactly(new RowRange(1, 1, 1), new RowRange(2, 16, 16), new RowRange(17, 64, 256));
    }

    @Test
    void tunesForTheMostRowsWhereNothingIsSaid() {
        assertThat(RowRange.tuned(4, List.of(), 64)).containsExactly(new RowRange(4, 64, 64));
    }

    @Test
    void refusesBatchesThatDoNotGrow() {
        assertThatThrownBy(() -> RowRange.tuned(1, List.of(8, 8), 64))
                .hasMessage("the batches to be tuned for must grow, from the fewest rows to the most: batches=[8, 8],"
                        + " fewest=1, most=64");
    }

    @Test
    void refusesABatchOverTheMost() {
        assertThatThrownBy(() -> RowRange.tuned(1, List.of(1, 128), 64))
                .hasMessage("the batches to be tuned for must grow, from the fewest rows to the most:"
                        + " batches=[1, 128], fewest=1, most=64");
    }

    @Test
    void keepsBatchesWithinTheRoomThereIs() {
        assertThat(RowRange.within(List.of(1, 64, 256), 32)).containsExactly(1, 32);
    }
}
