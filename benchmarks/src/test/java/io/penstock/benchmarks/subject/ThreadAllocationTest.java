package io.penstock.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ThreadAllocationTest {
    private static final int BYTES = 1 << 24;

    @Test
    void keepsWhatAThreadThatHasEndedHadAllocated() throws InterruptedException {
        var allocation = new ThreadAllocation();
        long before = allocation.bytes();
        var block = new AtomicReference<byte[]>();
        var allocated = new CountDownLatch(1);
        var seen = new CountDownLatch(1);
        var thread = new Thread(() -> {
            block.set(new byte[BYTES]);
            allocated.countDown();
            awaitUninterrupted(seen);
        });
        thread.start();
        allocated.await();
        assertThat(allocation.bytes() - before).isGreaterThanOrEqualTo(BYTES);

        seen.countDown();
        thread.join();
        assertThat(allocation.bytes() - before).isGreaterThanOrEqualTo(BYTES);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
