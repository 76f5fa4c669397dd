package io.penstock.topology.bench.load;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.StageConfig;
import io.penstock.topology.config.StageName;
import io.penstock.topology.demo.HeldOutImages;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.tensor.TensorCodec;
import io.penstock.workshop.samples.RandomSamples;
import io.penstock.workshop.samples.Samples;
import java.util.List;
import java.util.stream.IntStream;

/** Makes requests that differ, for the preprocess stage of a pipeline. Request i has the id i. */
public final class RequestPool {
    private static final long SEED = 1;

    private RequestPool() {}

    /**
     * The model's held-out images, all of them, or this many rows of random tensors in its largest bucket, each a request.
     *
     * @throws PenstockException FATAL, if the stage reads something else, or the model has no images
     */
    public static List<InferenceRequest> of(PipelineConfig config, BoundStages stages, int size) {
        return of(config, stages, size, 1);
    }

    /**
     * The same, with this many rows in each request of tensors. An image is a row of its own.
     *
     * @throws PenstockException FATAL, if the stage reads something else, or the model has no images, or if it reads
     *     images and several rows are wanted
     */
    public static List<InferenceRequest> of(PipelineConfig config, BoundStages stages, int size, int rows) {
        String type = config.runs(StageName.PREPROCESS)
                ? config.preprocess().map(StageConfig::type).orElse("tensor")
                : "tensor";
        return switch (type) {
            case "image" -> images(stages, rows);
            case "tensor" -> tensors(stages, size, rows);
            default ->
                throw new PenstockException(
                        FailureCategory.FATAL,
                        "requests can be made for the stages image and tensor only, this one needs real records:"
                                + " preprocess.type=" + type);
        };
    }

    private static List<InferenceRequest> images(BoundStages stages, int rows) {
        if (rows != 1) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "a request of the stage image has one row, several can be made for tensor: rows=" + rows);
        }
        var images = HeldOutImages.of(stages.model());
        return IntStream.range(0, images.size())
                .mapToObj(i ->
                        request(i, new EncodedPayload("image/png", images.get(i).png())))
                .toList();
    }

    private static List<InferenceRequest> tensors(BoundStages stages, int size, int rows) {
        List<Bucket> buckets = stages.binding().buckets();
        int largest = buckets.size() - 1;
        Samples samples = new RandomSamples(
                stages.binding().signature(),
                buckets.get(largest),
                stages.model().engine().ranges(),
                SEED,
                Math.multiplyExact(size, rows));
        int inputs = stages.binding().signature().inputs().size();
        return IntStream.range(0, size)
                .mapToObj(i -> new SampleRows(samples, i * rows, rows, inputs, largest))
                .map(each -> request(each.first() / rows, TensorCodec.toTensors(each, stages.binding())))
                .toList();
    }

    private static InferenceRequest request(int id, Object input) {
        return InferenceRequest.newBuilder()
                .setId(Integer.toString(id))
                .setInput(input)
                .build();
    }

    /** Neighbouring rows of samples. */
    private record SampleRows(Samples samples, int first, int rows, int inputs, int bucket) implements RowSource {
        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void writeTo(RowTarget target) {
            for (int input = 0; input < inputs; input++) {
                samples.fill(first, rows, input, target.input(input));
            }
        }
    }
}
