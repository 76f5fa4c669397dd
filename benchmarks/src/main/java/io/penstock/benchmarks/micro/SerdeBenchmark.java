package io.penstock.benchmarks.micro;

import io.penstock.engine.Shape;
import io.penstock.inference.RowResults;
import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;
import io.penstock.schema.BatchInfo;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.ModelIdentity;
import io.penstock.schema.Timings;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.bench.load.RequestPool;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.PipelineText;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.Stages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Both ends of the pipeline: a request's bytes until its row is in the batch, and a row of the engine's outputs until
 * the result's bytes. The digits model: 8×8 pixels as a tensor of 256 B or as a PNG, ten scores out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SerdeBenchmark {
    private static final String TOPIC = "micro";

    @Param({"tensor", "image"})
    public String preprocess = "tensor";

    private final PenstockSerdes serdes = PenstockSerdes.configuredWith(Map.of("schema.registry.url", "mock://micro"));
    private final Serializer<InferenceResult> results = serdes.results().serializer();
    private final Deserializer<InferenceRequest> requests = serdes.requests().deserializer();
    private final ByteBuffer room = ByteBuffer.allocateDirect(256).order(ByteOrder.nativeOrder());
    private final RowTarget target = input -> room.clear();
    private final OneRow row = new OneRow(Shape.of(10), ByteBuffer.allocate(40).order(ByteOrder.nativeOrder()));
    private final ModelIdentity model = new ModelIdentity("digits", "1", "0", "instant");
    private Preprocessor preprocessor = stages("tensor").preprocessors().get();
    private Postprocessor postprocessor = stages("tensor").postprocessors().get();
    private byte[] encoded = new byte[0];
    private InferenceRequest request = new InferenceRequest();

    @Setup
    public void open() {
        BoundStages bound = stages(preprocess);
        preprocessor = bound.preprocessors().get();
        postprocessor = bound.postprocessors().get();
        request = RequestPool.of(config(preprocess), bound, 1).get(0);
        try (Serializer<InferenceRequest> serializer = serdes.requests().serializer()) {
            encoded = serializer.serialize(TOPIC, request);
        }
    }

    private static BoundStages stages(String preprocess) {
        return BoundStages.of(config(preprocess), Stages.load());
    }

    private static PipelineConfig config(String preprocess) {
        PipelineText text = PipelineText.of(
                """
                name: micro
                kafka: { bootstrap.servers: "localhost:9" }
                registry: { url: "mock://micro" }
                input: { topic: micro }
                preprocess: %s
                infer: { model: digits, maxBatch: 64 }
                postprocess: { type: classification, topK: 3 }
                output: { topic: micro.results }
                """
                        .formatted(
                                preprocess.equals("image")
                                        ? "{ type: image, width: 8, height: 8, channels: 1, scale: 1/255 }"
                                        : "{ type: tensor }"),
                "micro");
        return PipelineConfig.parse(text.yaml(), "micro", Path.of(""), System.getenv());
    }

    /** Avro's part: bytes to a request. */
    @Benchmark
    public InferenceRequest avroDecode() {
        return requests.deserialize(TOPIC, encoded);
    }

    /** The preprocess stage's part: a request to a row in the batch. */
    @Benchmark
    public RowSource prepareAndWrite() {
        RowSource source = preprocessor.prepare(request);
        source.writeTo(target);
        return source;
    }

    /** Bytes to a row in the batch. */
    @Benchmark
    public RowSource decodeIntoBatch() {
        RowSource source = preprocessor.prepare(requests.deserialize(TOPIC, encoded));
        source.writeTo(target);
        return source;
    }

    /** The postprocess stage's part: a row of outputs to an answer. */
    @Benchmark
    public SpecificRecord postprocess() {
        return postprocessor.output(row);
    }

    /** A row of outputs to the result's bytes. */
    @Benchmark
    public byte[] encodeResult() {
        InferenceResult result = InferenceResult.newBuilder()
                .setId("1")
                .setOutput(postprocessor.output(row))
                .setModel(model)
                .setBatch(new BatchInfo(1L, 64, 0))
                .setTimings(new Timings(1L, 1L, 1L))
                .setCompletedAt(Instant.EPOCH)
                .build();
        return results.serialize(TOPIC, result);
    }

    private record OneRow(Shape shape, ByteBuffer values) implements RowResults {
        @Override
        public int rows() {
            return 1;
        }

        @Override
        public Shape rowShape(int output) {
            return shape;
        }

        @Override
        public ByteBuffer output(int output) {
            return values.duplicate().order(ByteOrder.nativeOrder());
        }
    }
}
