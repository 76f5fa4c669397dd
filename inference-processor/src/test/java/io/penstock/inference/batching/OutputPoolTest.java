package io.penstock.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.PenstockException;
import io.penstock.engine.Completion;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.inference.IdModel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OutputPoolTest {
    private static final int ROW_BYTES = 2 * Long.BYTES;

    private final OutputPool pool = new OutputPool(IdModel.SIGNATURE);

    /** Copies the outputs of a run of so many rows of zeroes. */
    private BatchOutputs copy(int rows) {
        try (FakeEngine engine = IdModel.engine(rows).build();
                Session session = engine.openSession(IdModel.NARROW)) {
            session.run(0, rows, new Completion() {
                @Override
                public void completed(RunReport report) {
                    // the fake engine computes at once
                }

                @Override
                public void failed(PenstockException failure) {
                    throw failure;
                }
            });
            return pool.copy(session, rows, 1);
        }
    }

    private List<BatchOutputs> copies(int count) {
        return Stream.generate(() -> copy(1)).limit(count).toList();
    }

    @Test
    void keepsAFewThatWereReleased() {
        List<BatchOutputs> released = copies(OutputPool.MOST_KEPT + 2);
        released.forEach(outputs -> outputs.release(1));

        List<BatchOutputs> taken = copies(OutputPool.MOST_KEPT + 2);

        assertThat(taken).doesNotHaveDuplicates();
        assertThat(taken).filteredOn(released::contains).hasSize(OutputPool.MOST_KEPT);
    }

    @Test
    void keepsNoLargeOnes() {
        int most = OutputPool.MOST_BYTES / ROW_BYTES;
        BatchOutputs large = copy(most);
        large.release(1);
        assertThat(copy(most)).isSameAs(large);

        BatchOutputs tooLarge = copy(most + 1);
        tooLarge.release(1);
        assertThat(copy(1)).isNotSameAs(tooLarge);
    }
}
