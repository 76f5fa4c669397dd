package io.penstock.benchmarks.pipeline;

import io.penstock.engine.Bucket;
import io.penstock.engine.Signature;
import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A pipeline's preprocess stage without the pipeline: each thread has an instance of its own, as a task has, and writes
 * the rows into memory of its own outside of the heap. Immutable.
 */
final class PreprocessAlone {
    private final ModelBinding binding;
    private final int requests;
    private final Supplier<IntFunction<RowSource>> tasks;

    private PreprocessAlone(ModelBinding binding, int requests, Supplier<IntFunction<RowSource>> tasks) {
        this.binding = binding;
        this.requests = requests;
        this.tasks = tasks;
    }

    /**
     * Over requests that have been decoded.
     *
     * @param stages the pipeline's stages
     * @param requests what is prepared, over and over; at least one, all of one number of rows and one bucket
     */
    static PreprocessAlone ofDecoded(BoundStages stages, List<InferenceRequest> requests) {
        List<InferenceRequest> all = List.copyOf(requests);
        return new PreprocessAlone(stages.binding(), all.size(), () -> {
            Preprocessor preprocessor = stages.preprocessors().get();
            return number -> preprocessor.prepare(all.get(number));
        });
    }

    /**
     * Over requests as they lie in records, which are read too.
     *
     * @param stages those of a pipeline that {@linkplain InPlaceRows#takes takes} all of these in place
     * @param values as {@link #ofDecoded}'s requests
     */
    static PreprocessAlone inPlace(BoundStages stages, List<byte[]> values) {
        List<byte[]> all = List.copyOf(values);
        return new PreprocessAlone(stages.binding(), all.size(), () -> {
            InPlaceRows rows = InPlaceRows.of(stages).orElseThrow();
            return number -> rows.rows(all.get(number));
        });
    }

    /**
     * Requests a second, all threads together, after as long a warm-up.
     *
     * @param threads as many as the pipeline has
     */
    double requestsPerSecond(int threads, Duration duration) {
        ParallelRate.of(threads, thread -> run(thread, duration));
        return ParallelRate.of(threads, thread -> run(thread, duration));
    }

    private double run(int thread, Duration duration) {
        IntFunction<RowSource> task = tasks.get();
        List<ByteBuffer> buffers = buffers(task.apply(0));
        RowTarget target = input -> buffers.get(input).clear();
        long start = System.nanoTime();
        long nanos = 0;
        int prepared = 0;
        while (nanos < duration.toNanos()) {
            task.apply((thread + prepared) % requests).writeTo(target);
            prepared++;
            nanos = System.nanoTime() - start;
        }
        return prepared * 1e9 / nanos;
    }

    private List<ByteBuffer> buffers(RowSource source) {
        Signature signature = binding.signature();
        Bucket bucket = binding.buckets().get(source.bucket());
        return IntStream.range(0, signature.inputs().size())
                .mapToLong(input -> source.rows() * bucket.rowBytes(signature, input))
                .mapToObj(bytes ->
                        ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder()))
                .toList();
    }
}
