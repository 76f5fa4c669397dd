package io.penstock.benchmarks.pipeline;

import io.penstock.engine.Bucket;
import io.penstock.engine.Signature;
import io.penstock.inference.RowSource;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.workshop.samples.Samples;
import io.penstock.workshop.samples.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Requests as the pipeline's preprocess stage makes rows of them, in order, as many of each request. Immutable and
 * thread-safe.
 */
public final class PreparedRows implements Samples {
    private final Bucket bucket;
    private final int rowsPerRequest;
    private final List<List<ByteBuffer>> requests;

    private PreparedRows(Bucket bucket, int rowsPerRequest, List<List<ByteBuffer>> requests) {
        this.bucket = bucket;
        this.rowsPerRequest = rowsPerRequest;
        this.requests = List.copyOf(requests);
    }

    /**
     * Prepares requests of one number of rows, all of one bucket.
     *
     * @throws io.penstock.RecordException if the stage refuses a request
     * @throws IllegalArgumentException if one has more rows or fewer than the first
     */
    public static PreparedRows of(List<InferenceRequest> requests, BoundStages stages) {
        Preprocessor preprocessor = stages.preprocessors().get();
        Signature signature = stages.binding().signature();
        List<RowSource> sources = requests.stream().map(preprocessor::prepare).toList();
        Bucket bucket = stages.binding().buckets().get(sources.get(0).bucket());
        int rows = sources.get(0).rows();
        List<List<ByteBuffer>> written = new ArrayList<>();
        for (RowSource source : sources) {
            if (source.rows() != rows) {
                throw new IllegalArgumentException(
                        "requests differ in rows: first=" + rows + ", another=" + source.rows());
            }
            written.add(write(source, signature, bucket));
        }
        return new PreparedRows(bucket, rows, written);
    }

    private static List<ByteBuffer> write(RowSource source, Signature signature, Bucket bucket) {
        List<ByteBuffer> inputs = IntStream.range(0, signature.inputs().size())
                .mapToLong(input -> source.rows() * bucket.rowBytes(signature, input))
                .mapToObj(bytes -> ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder()))
                .toList();
        source.writeTo(inputs::get);
        inputs.forEach(ByteBuffer::clear);
        return inputs;
    }

    Bucket bucket() {
        return bucket;
    }

    int rowsPerRequest() {
        return rowsPerRequest;
    }

    /** The rows of all requests. */
    @Override
    public int size() {
        return requests.size() * rowsPerRequest;
    }

    @Override
    public void write(int sample, int input, ByteBuffer target) {
        ByteBuffer rows = requests.get(sample / rowsPerRequest).get(input);
        int bytes = rows.limit() / rowsPerRequest;
        target.put(rows.slice(sample % rowsPerRequest * bytes, bytes));
    }

    @Override
    public OptionalInt label(int sample) {
        return OptionalInt.empty();
    }

    @Override
    public String sha256() {
        var digest = Sha256.digest();
        requests.forEach(inputs -> inputs.forEach(input -> digest.update(input.duplicate())));
        return Sha256.hex(digest);
    }
}
