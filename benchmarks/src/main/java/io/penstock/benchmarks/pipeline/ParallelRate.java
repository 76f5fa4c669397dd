package io.penstock.benchmarks.pipeline;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How fast several threads are together. */
final class ParallelRate {
    private ParallelRate() {}

    /**
     * The sum of their rates.
     *
     * @param worker what each thread does, from its number on, and returns its rate of
     * @throws PenstockException FATAL, if one fails
     */
    static double of(int threads, IntToDoubleFunction worker) {
        List<CompletableFuture<Double>> rates = IntStream.range(0, threads)
                .mapToObj(number -> started(number, worker))
                .toList();
        double sum = 0;
        for (CompletableFuture<Double> rate : rates) {
            sum += await(rate);
        }
        return sum;
    }

    private static CompletableFuture<Double> started(int number, IntToDoubleFunction worker) {
        CompletableFuture<Double> rate = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        rate.complete(worker.applyAsDouble(number));
                    } catch (Throwable failure) {
                        rate.completeExceptionally(failure);
                    }
                },
                "alone-" + number);
        thread.setDaemon(true);
        thread.start();
        return rate;
    }

    private static double await(CompletableFuture<Double> rate) {
        try {
            return rate.get();
        } catch (ExecutionException e) {
            throw new PenstockException(
                    FailureCategory.FATAL, "a part of the pipeline failed by itself: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PenstockException(FailureCategory.FATAL, "interrupted while a part was measured", e);
        }
    }
}
