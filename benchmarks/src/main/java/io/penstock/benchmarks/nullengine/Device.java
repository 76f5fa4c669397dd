package io.penstock.benchmarks.nullengine;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where runs take place: nowhere, or on a device that needs the same time for each, all sessions side by side, and of the
 * machine's cores none but for the completions, one after the other on its thread. The engine owns it. Thread-safe.
 */
final class Device implements AutoCloseable {
    private static final String RUN_MICROS = "runMicros";

    private static final Logger LOG = LoggerFactory.getLogger(Device.class);

    private final long runNanos;
    private final ScheduledExecutorService completions;

    private Device(long runMicros) {
        this.runNanos = TimeUnit.MICROSECONDS.toNanos(runMicros);
        this.completions = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "null-engine");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * As the engine's properties say: {@code runMicros}, 0 if it is missing.
     *
     * @throws EngineException FATAL, naming a key that is unknown or a value that cannot be
     */
    static Device of(Map<String, String> properties) {
        for (String key : properties.keySet()) {
            if (!key.equals(RUN_MICROS)) {
                throw refused(key + ": unknown, the null engine knows " + RUN_MICROS);
            }
        }
        String value = properties.getOrDefault(RUN_MICROS, "0");
        if (!value.matches("[0-9]{1,9}")) {
            throw refused(RUN_MICROS + ": must be microseconds from 0 to 999999999, is " + value);
        }
        return new Device(Long.parseLong(value));
    }

    private static EngineException refused(String problem) {
        return new EngineException(FailureCategory.FATAL, "infer.engine." + problem);
    }

    /**
     * Runs; at its end, on this thread if it takes no time, the completion is told.
     *
     * @param completion told of the nanoseconds that the run took
     */
    @SuppressWarnings("FutureReturnValueIgnored") // what a completion throws is logged
    void run(LongConsumer completion) {
        if (runNanos == 0) {
            completion.accept(0);
        } else {
            long start = System.nanoTime();
            completions.schedule(() -> complete(completion, System.nanoTime() - start), runNanos, TimeUnit.NANOSECONDS);
        }
    }

    private static void complete(LongConsumer completion, long nanos) {
        try {
            completion.accept(nanos);
        } catch (RuntimeException | Error thrown) {
            LOG.error("The completion of a run threw", thrown);
            throw thrown;
        }
    }

    @Override
    public void close() {
        completions.shutdown();
    }
}
