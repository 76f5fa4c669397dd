package io.penstock.benchmarks.pipeline;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.StageConfig;
import io.penstock.topology.demo.HeldOutImages;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.tensor.TensorCodec;
import io.penstock.workshop.samples.RandomSamples;
import io.penstock.workshop.samples.Samples;
import java.util.List;
import java.util.stream.IntStream;

/** Makes requests of one row each that differ, for the preprocess stage of a pipeline. Request i has the id i. */
public final class RequestPool {
    private static final long SEED = 1;

    private RequestPool() {}

    /**
     * The model's held-out images, all of them, or this many rows of random tensors in its largest bucket.
     *
     * @throws PenstockException FATAL, if the stage reads something else, or the model has no images
     */
    public static List<InferenceRequest> of(PipelineConfig config, BoundStages stages, int size) {
        String type = config.preprocess().map(StageConfig::type).orElse("tensor");
        return switch (type) {
            case "image" -> images(stages);
            case "tensor" -> tensors(stages, size);
            default ->
                throw new PenstockException(
                        FailureCategory.FATAL,
                        "the benchmark makes requests for the stages image and tensor: preprocess.type=" + type);
        };
    }

    private static List<InferenceRequest> images(BoundStages stages) {
        var images = HeldOutImages.of(stages.model());
        return IntStream.range(0, images.size())
                .mapToObj(i ->
                        request(i, new EncodedPayload("image/png", images.get(i).png())))
                .toList();
    }

    private static List<InferenceRequest> tensors(BoundStages stages, int size) {
        List<Bucket> buckets = stages.binding().buckets();
        int largest = buckets.size() - 1;
        Samples samples = new RandomSamples(
                stages.binding().signature(),
                buckets.get(largest),
                stages.model().engine().ranges(),
                SEED,
                size);
        int inputs = stages.binding().signature().inputs().size();
        return IntStream.range(0, size)
                .mapToObj(i ->
                        request(i, TensorCodec.toTensors(new SampleRow(samples, i, inputs, largest), stages.binding())))
                .toList();
    }

    private static InferenceRequest request(int id, Object input) {
        return InferenceRequest.newBuilder()
                .setId(Integer.toString(id))
                .setInput(input)
                .build();
    }

    /** One row of samples. */
    private record SampleRow(Samples samples, int index, int inputs, int bucket) implements RowSource {
        @Override
        public int rows() {
            return 1;
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void writeTo(RowTarget target) {
            for (int input = 0; input < inputs; input++) {
                samples.write(index, input, target.input(input));
            }
        }
    }
}
