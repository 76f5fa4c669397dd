package io.penstock.workshop.bench;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Engine;
import io.penstock.engine.Session;
import io.penstock.engine.lifetime.Acquired;
import io.penstock.workshop.samples.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

/** Measures the engines of a model, which it does not own. Belongs to one thread. */
public final class Bench {
    private final List<Engine> engines;
    private final Bucket bucket;
    private final Samples samples;
    private final LongSupplier nanoTime;

    /**
     * A bench.
     *
     * @param engines the engines of one model, one for each device, measured together
     * @param bucket the bucket to measure
     * @param samples what the inputs are filled with, over and over
     * @param nanoTime the monotonic clock
     */
    public Bench(List<Engine> engines, Bucket bucket, Samples samples, LongSupplier nanoTime) {
        this.engines = List.copyOf(engines);
        this.bucket = bucket;
        this.samples = samples;
        this.nanoTime = nanoTime;
    }

    /**
     * Measures one point, as often as it is said, in the same sessions. Runs that start in a warm-up are left out.
     *
     * @throws PenstockException what a run failed with
     */
    public BenchPoint measure(BenchSetting setting, BenchTimes times) {
        List<Session> sessions = new ArrayList<>();
        try (Acquired owned = new Acquired()) {
            for (Engine engine : engines) {
                for (int i = 0; i < setting.sessions(); i++) {
                    Session session = engine.openSession(bucket);
                    owned.add(session::close);
                    sessions.add(session);
                    fill(session, engine.signature().inputs().size(), setting.rows());
                }
            }
            List<Measurement> measurements = new ArrayList<>();
            for (int i = 0; i < times.measurements(); i++) {
                measurements.add(measure(sessions, setting.rows(), times));
            }
            return BenchPoint.of(setting, measurements);
        }
    }

    private void fill(Session session, int inputs, int rows) {
        for (int input = 0; input < inputs; input++) {
            samples.fill(0, rows, input, session.input(input));
        }
    }

    private Measurement measure(List<Session> sessions, int rows, BenchTimes times) {
        long from = nanoTime.getAsLong() + times.warmUp().toNanos();
        long end = from + times.duration().toNanos();
        List<Lane> lanes = sessions.stream()
                .map(session -> new Lane(session, rows, nanoTime, from, end))
                .toList();
        lanes.forEach(lane -> thread(lane::start).start());
        Latencies all = new Latencies();
        lanes.forEach(lane -> all.addAll(await(lane.ended())));
        if (all.size() == 0) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "no run ended in the time of a measurement: seconds="
                            + times.duration().toNanos() / 1e9 + ", rows=" + rows + ", sessions=" + sessions.size()
                            + "; measure for longer (--seconds)");
        }
        double seconds = times.duration().toNanos() / 1e9;
        double[] millis = all.percentilesMillis(0.5, 0.9, 0.99);
        double rowsPerSecond = lanes.stream().mapToDouble(Lane::runs).sum() * rows / seconds;
        return new Measurement(all.size(), rowsPerSecond, millis[0], millis[1], millis[2]);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "bench");
        thread.setDaemon(true);
        return thread;
    }

    private static Latencies await(CompletableFuture<Latencies> lane) {
        try {
            return lane.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PenstockException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
