package io.penstock.engine.tensorrt;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.engine.lifetime.Acquired;
import io.penstock.engine.tensorrt.gpu.CudaGraph;
import io.penstock.engine.tensorrt.gpu.CudaStream;
import io.penstock.engine.tensorrt.gpu.TimingEvent;
import io.penstock.workshop.bench.RunProfile;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * Takes a run apart by the GPU's clock. Parts are timed behind work that keeps the GPU busy while the host queues them, so
 * that no part contains a wait for the host; the gaps between kernels are timed with nothing before them, and are what the
 * kernels then take longer. For one thread at a time.
 */
final class RunStopwatch implements AutoCloseable {
    private static final int REPEATS = 50;
    private static final int WARM_UP = 10;
    private static final int MOST_BEFORE = 64;
    private static final double BUSY_MILLIS = 1;
    private static final double NANOS_PER_MILLI = 1e6;

    private final RunParts parts;
    private final CudaStream stream;
    private final Acquired events = new Acquired();
    private final TimingEvent start = open();
    private final TimingEvent copiedIn = open();
    private final TimingEvent computed = open();
    private final TimingEvent copiedOut = open();

    /** A stopwatch for the parts, which stay the caller's. */
    RunStopwatch(RunParts parts) {
        this.parts = parts;
        this.stream = parts.stream();
    }

    private TimingEvent open() {
        try {
            TimingEvent event = TimingEvent.open();
            events.add(event::close);
            return event;
        } catch (RuntimeException failure) {
            events.closeAfter(failure);
            throw failure;
        }
    }

    /** Takes a run of so many rows apart. */
    RunProfile measure(int rows) {
        Lane lane = parts.lane(rows);
        Runnable whole = () -> {
            parts.copyIn(rows);
            parts.enqueue(lane);
            parts.copyOut(rows);
        };
        // TensorRT finishes the change to another shape in the first run, which must not become part of a graph
        whole.run();
        stream.synchronize();
        try (Acquired graphs = new Acquired()) {
            Runnable kernels = captured(() -> parts.enqueue(lane), graphs);
            Runnable run = captured(whole, graphs);
            return measure(rows, lane, kernels, run);
        }
    }

    private Runnable captured(Runnable work, Acquired owner) {
        return capture(work)
                .map(graph -> {
                    owner.add(graph::close);
                    return (Runnable) () -> graph.launch(stream);
                })
                .orElse(work);
    }

    private Optional<CudaGraph> capture(Runnable work) {
        try {
            return Optional.of(CudaGraph.capture(stream, work));
        } catch (EngineException e) {
            if (e.category() == FailureCategory.FATAL) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private RunProfile measure(int rows, Lane lane, Runnable kernels, Runnable run) {
        double roughly = median(() -> computing(kernels));
        int before = (int) Math.max(1, Math.min(MOST_BEFORE, Math.ceil(BUSY_MILLIS / roughly)));
        double[] millis = medians(() -> dissected(rows, kernels, before));
        double launchedOneByOne = median(() -> computing(() -> parts.enqueue(lane)));
        return new RunProfile(
                rows,
                bytes(parts.memory().inputs(), rows),
                bytes(parts.memory().outputs(), rows),
                millis[0],
                millis[1],
                Math.max(0, launchedOneByOne - millis[1]),
                millis[2],
                median(() -> hostMillis(run)));
    }

    private double computing(Runnable kernels) {
        copiedIn.record(stream);
        kernels.run();
        computed.record(stream);
        stream.synchronize();
        return computed.millisSince(copiedIn);
    }

    private double[] dissected(int rows, Runnable kernels, int before) {
        for (int i = 0; i < before; i++) {
            kernels.run();
        }
        start.record(stream);
        parts.copyIn(rows);
        copiedIn.record(stream);
        kernels.run();
        computed.record(stream);
        parts.copyOut(rows);
        copiedOut.record(stream);
        stream.synchronize();
        return new double[] {
            copiedIn.millisSince(start), computed.millisSince(copiedIn), copiedOut.millisSince(computed)
        };
    }

    private double hostMillis(Runnable run) {
        long begun = System.nanoTime();
        run.run();
        stream.synchronize();
        return (System.nanoTime() - begun) / NANOS_PER_MILLI;
    }

    private static double median(DoubleSupplier measurement) {
        return medians(() -> new double[] {measurement.getAsDouble()})[0];
    }

    /** A measurement of several figures. */
    interface Figures {
        double[] measure();
    }

    /** The median of each figure, over the measurements after those that warm up. */
    static double[] medians(Figures measurement) {
        double[][] all = IntStream.range(0, WARM_UP + REPEATS)
                .mapToObj(i -> measurement.measure())
                .skip(WARM_UP)
                .toArray(double[][]::new);
        return IntStream.range(0, all[0].length)
                .mapToDouble(figure -> Arrays.stream(all)
                        .mapToDouble(each -> each[figure])
                        .sorted()
                        .skip(REPEATS / 2)
                        .findFirst()
                        .orElseThrow())
                .toArray();
    }

    private static long bytes(Iterable<Transfer> transfers, int rows) {
        long bytes = 0;
        for (Transfer transfer : transfers) {
            bytes += transfer.rowBytes() * rows;
        }
        return bytes;
    }

    @Override
    public void close() {
        events.close();
    }
}
