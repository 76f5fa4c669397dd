package io.penstock.benchmarks.micro;

import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;
import io.penstock.schema.BatchInfo;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.ModelIdentity;
import io.penstock.schema.Timings;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
 * Both ends of the pipeline over Avro, the way of all but plain tensors, which {@link TensorBenchmark} has: a request's
 * bytes until its row is in the batch, and a row of the engine's outputs until the result's bytes. The digits model: 8×8
 * pixels as a tensor of 256 B or as a PNG, ten scores out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SerdeBenchmark {
    @Param({"tensor", "image"})
    public String preprocess = "tensor";

    private final PenstockSerdes serdes = PenstockSerdes.configuredWith(Map.of("schema.registry.url", "mock://micro"));
    private final Serializer<InferenceResult> results = serdes.results().serializer();
    private final Deserializer<InferenceRequest> requests = serdes.requests().deserializer();
    private final ByteBuffer room = ByteBuffer.allocateDirect(256).order(ByteOrder.nativeOrder());
    private final RowTarget target = input -> room.clear();
    private final OneRow row = new OneRow();
    private final ModelIdentity model = new ModelIdentity("digits", "1", "0", "instant");
    private Preprocessor preprocessor =
            pipeline("tensor").stages().preprocessors().get();
    private Postprocessor postprocessor =
            pipeline("tensor").stages().postprocessors().get();
    private byte[] encoded = new byte[0];
    private InferenceRequest request = new InferenceRequest();

    @Setup
    public void open() {
        DigitsPipeline pipeline = pipeline(preprocess);
        preprocessor = pipeline.stages().preprocessors().get();
        postprocessor = pipeline.stages().postprocessors().get();
        request = pipeline.request();
        try (Serializer<InferenceRequest> serializer = serdes.requests().serializer()) {
            encoded = serializer.serialize(DigitsPipeline.TOPIC, request);
        }
    }

    private static DigitsPipeline pipeline(String preprocess) {
        return DigitsPipeline.of(
                preprocess.equals("image")
                        ? "{ type: image, width: 8, height: 8, channels: 1, scale: 1/255 }"
                        : "{ type: tensor }",
                "{ type: classification, topK: 3 }");
    }

    /** Avro's part: bytes to a request. */
    @Benchmark
    public InferenceRequest avroDecode() {
        return requests.deserialize(DigitsPipeline.TOPIC, encoded);
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
        RowSource source = preprocessor.prepare(requests.deserialize(DigitsPipeline.TOPIC, encoded));
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
        InferenceResult result = new InferenceResult(
                "1",
                postprocessor.output(row),
                model,
                new BatchInfo(1L, 64, 0),
                new Timings(1L, 1L, 1L),
                Instant.EPOCH);
        return results.serialize(DigitsPipeline.TOPIC, result);
    }
}
