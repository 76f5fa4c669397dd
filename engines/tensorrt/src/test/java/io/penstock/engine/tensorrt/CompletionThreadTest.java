package io.penstock.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CompletionThreadTest {
    @Test
    void waitsOnceForEveryRun() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);
        try (CompletionThread thread = new CompletionThread("m[fixed]", () -> {
            first.countDown();
            second.countDown();
        })) {
            thread.runStarted();
            first.await();
            thread.runStarted();

            assertThat(second.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void takesTheNextRunFromTheCompletionOfTheLast() throws Exception {
        CountDownLatch runs = new CountDownLatch(100);
        CompletableFuture<CompletionThread> self = new CompletableFuture<>();
        AtomicInteger left = new AtomicInteger(100);
        try (CompletionThread thread = new CompletionThread("m[fixed]", () -> {
            if (left.decrementAndGet() > 0) {
                self.join().runStarted();
            }
            runs.countDown();
        })) {
            self.complete(thread);

            thread.runStarted();

            assertThat(runs.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void outlivesACompletionThatThrows() throws Exception {
        CountDownLatch runs = new CountDownLatch(2);
        CountDownLatch first = new CountDownLatch(1);
        try (CompletionThread thread = new CompletionThread("m[fixed]", () -> {
            runs.countDown();
            first.countDown();
            throw new IllegalStateException("on purpose");
        })) {
            thread.runStarted();
            first.await();
            thread.runStarted();

            assertThat(runs.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }
}
