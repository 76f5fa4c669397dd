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

/** Requests as the pipeline's preprocess stage makes rows of them, in order. Immutable and thread-safe. */
public final class PreparedRows implements Samples {
    private final Bucket bucket;
    private final List<List<ByteBuffer>> rows;

    private PreparedRows(Bucket bucket, List<List<ByteBuffer>> rows) {
        this.bucket = bucket;
        this.rows = List.copyOf(rows);
    }

    /**
     * Prepares requests of one row each, all of one bucket.
     *
     * @throws io.penstock.RecordException if the stage refuses a request
     */
    public static PreparedRows of(List<InferenceRequest> requests, BoundStages stages) {
        Preprocessor preprocessor = stages.preprocessors().get();
        Signature signature = stages.binding().signature();
        List<RowSource> sources = requests.stream().map(preprocessor::prepare).toList();
        Bucket bucket = stages.binding().buckets().get(sources.get(0).bucket());
        List<List<ByteBuffer>> rows = new ArrayList<>();
        sources.forEach(source -> rows.add(write(source, signature, bucket)));
        return new PreparedRows(bucket, rows);
    }

    private static List<ByteBuffer> write(RowSource source, Signature signature, Bucket bucket) {
        List<ByteBuffer> inputs = IntStream.range(0, signature.inputs().size())
                .mapToLong(input -> bucket.rowBytes(signature, input))
                .mapToObj(bytes -> ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder()))
                .toList();
        source.writeTo(inputs::get);
        inputs.forEach(ByteBuffer::clear);
        return inputs;
    }

    Bucket bucket() {
        return bucket;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public void write(int sample, int input, ByteBuffer target) {
        target.put(rows.get(sample).get(input).duplicate());
    }

    @Override
    public OptionalInt label(int sample) {
        return OptionalInt.empty();
    }

    @Override
    public String sha256() {
        var digest = Sha256.digest();
        rows.forEach(inputs -> inputs.forEach(input -> digest.update(input.duplicate())));
        return Sha256.hex(digest);
    }
}
