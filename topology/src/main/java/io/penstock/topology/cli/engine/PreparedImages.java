package io.penstock.topology.cli.engine;

import io.penstock.engine.Bucket;
import io.penstock.engine.Signature;
import io.penstock.inference.RowSource;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.demo.HeldOutImage;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.workshop.samples.Samples;
import io.penstock.workshop.samples.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Images as a pipeline's preprocess stage makes rows of them, with their labels. Immutable and thread-safe. */
final class PreparedImages implements Samples {
    private final List<List<ByteBuffer>> rows;
    private final List<OptionalInt> labels;

    private PreparedImages(List<List<ByteBuffer>> rows, List<OptionalInt> labels) {
        this.rows = List.copyOf(rows);
        this.labels = List.copyOf(labels);
    }

    /** @throws io.penstock.RecordException if the stage refuses an image */
    static PreparedImages of(List<HeldOutImage> images, BoundStages stages, Bucket bucket) {
        Preprocessor preprocessor = stages.preprocessors().get();
        Signature signature = stages.model().artifact().signature();
        List<List<ByteBuffer>> rows = new ArrayList<>();
        List<OptionalInt> labels = new ArrayList<>();
        for (HeldOutImage image : images) {
            InferenceRequest request = InferenceRequest.newBuilder()
                    .setId(image.file())
                    .setInput(new EncodedPayload("image/png", image.png()))
                    .build();
            rows.add(write(preprocessor.prepare(request), signature, bucket));
            int label = stages.model().labels().indexOf(image.label());
            labels.add(label < 0 ? OptionalInt.empty() : OptionalInt.of(label));
        }
        return new PreparedImages(rows, labels);
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
        return labels.get(sample);
    }

    @Override
    public String sha256() {
        MessageDigest digest = Sha256.digest();
        rows.forEach(inputs -> inputs.forEach(input -> digest.update(input.duplicate())));
        return Sha256.hex(digest);
    }
}
