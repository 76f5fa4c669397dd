package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ParallelRateTest {

    @Test
    @Timeout(20)
    void sumsTheRatesOfThreadsThatRunAtTheSameTime() {
        CyclicBarrier all = new CyclicBarrier(3);

        double rate = ParallelRate.of(3, number -> {
            meet(all);
            return 10 + number;
        });

        assertThat(rate).isEqualTo(33);
    }

    @Test
    void tellsWhatAThreadFailedWith() {
        assertThatThrownBy(() -> ParallelRate.of(2, number -> Integer.divideUnsigned(1, number)))
                .isInstanceOf(PenstockException.class)
                .hasMessage("a part of the pipeline failed by itself: java.lang.ArithmeticException: / by zero");
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
