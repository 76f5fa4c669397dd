package io.penstock.benchmarks.pipeline;

import io.penstock.engine.Bucket;
import io.penstock.engine.Signature;
import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A pipeline's preprocess stage without the pipeline: each thread has an instance of its own, as a task has, and writes
 * the rows into memory of its own outside of the heap. Immutable.
 *
 * @param stages the pipeline's stages
 * @param requests what is prepared, over and over; at least one, all of one number of rows and one bucket
 */
record PreprocessAlone(BoundStages stages, List<InferenceRequest> requests) {
    PreprocessAlone {
        requests = List.copyOf(requests);
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
        Preprocessor preprocessor = stages.preprocessors().get();
        List<ByteBuffer> buffers = buffers(preprocessor.prepare(requests.get(0)));
        RowTarget target = input -> buffers.get(input).clear();
        long start = System.nanoTime();
        long nanos = 0;
        int prepared = 0;
        while (nanos < duration.toNanos()) {
            preprocessor
                    .prepare(requests.get((thread + prepared) % requests.size()))
                    .writeTo(target);
            prepared++;
            nanos = System.nanoTime() - start;
        }
        return prepared * 1e9 / nanos;
    }

    private List<ByteBuffer> buffers(RowSource source) {
        Signature signature = stages.binding().signature();
        Bucket bucket = stages.binding().buckets().get(source.bucket());
        return IntStream.range(0, signature.inputs().size())
                .mapToLong(input -> source.rows() * bucket.rowBytes(signature, input))
                .mapToObj(bytes ->
                        ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder()))
                .toList();
    }
}
