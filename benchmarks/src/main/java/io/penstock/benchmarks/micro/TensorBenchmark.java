package io.penstock.benchmarks.micro;

import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;
import io.penstock.schema.BatchInfo;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.ModelIdentity;
import io.penstock.schema.Timings;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.schema.wire.EncodedModel;
import io.penstock.schema.wire.TensorRequest;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.tensor.ResultsInPlace;
import io.penstock.topology.stage.tensor.RowsInPlace;
import io.penstock.topology.stage.tensor.TensorPostprocessor;
import io.penstock.topology.stage.tensor.TensorPreprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Both ends of a pipeline of tensors as it takes and writes them in place: a request's bytes until its row is in the
 * batch, and a row of the engine's outputs until the result's bytes. The digits model: a tensor of 256 B in, ten scores
 * out. {@link SerdeBenchmark} has the way over Avro.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TensorBenchmark {
    private static final int FRAME_BYTES = 5;

    private final Serializer<InferenceResult> results;
    private final RowsInPlace rows;
    private final Postprocessor postprocessor;
    private final ResultsInPlace writer;
    private final byte[] encoded;
    private final byte[] frame;
    private final TensorRequest read = new TensorRequest();
    private final ByteBuffer room = ByteBuffer.allocateDirect(256).order(ByteOrder.nativeOrder());
    private final RowTarget target = input -> room.clear();
    private final OneRow row = new OneRow();
    private final ModelIdentity model = new ModelIdentity("digits", "1", "0", "instant");
    private final EncodedModel encodedModel = EncodedModel.of(model);

    /**
     * With a request encoded, and both ends tried.
     *
     * @throws IllegalStateException if one of them does not what Avro does
     */
    public TensorBenchmark() {
        DigitsPipeline pipeline = DigitsPipeline.of("{ type: tensor }", "{ type: tensor }");
        PenstockSerdes serdes = PenstockSerdes.configuredWith(Map.of("schema.registry.url", "mock://micro"));
        results = serdes.results().serializer();
        rows = ((TensorPreprocessor) pipeline.stages().preprocessors().get())
                .inPlace()
                .orElseThrow();
        postprocessor = pipeline.stages().postprocessors().get();
        writer = ((TensorPostprocessor) postprocessor).inPlace().orElseThrow();
        try (Serializer<InferenceRequest> serializer = serdes.requests().serializer()) {
            encoded = serializer.serialize(DigitsPipeline.TOPIC, pipeline.request());
        }
        frame = Arrays.copyOf(tensorResult(), FRAME_BYTES);
        if (!Arrays.equals(tensorInPlaceResult(), tensorResult())) {
            throw new IllegalStateException("a result in place is not the serializer's");
        }
    }

    /** Bytes to a row in the batch. */
    @Benchmark
    public RowSource tensorInPlaceIntoBatch() {
        if (!read.read(encoded) || !rows.show(read)) {
            throw new IllegalStateException("the request is not taken in place");
        }
        rows.writeTo(target);
        return rows;
    }

    /** A row of outputs to the result's bytes. */
    @Benchmark
    public final byte[] tensorInPlaceResult() {
        return writer.write(frame, "1", row, encodedModel, batch(), timings(), 0);
    }

    /** The same over Avro. */
    @Benchmark
    public final byte[] tensorResult() {
        InferenceResult result =
                new InferenceResult("1", postprocessor.output(row), model, batch(), timings(), Instant.EPOCH);
        return results.serialize(DigitsPipeline.TOPIC, result);
    }

    private static BatchInfo batch() {
        return new BatchInfo(1L, 64, 0);
    }

    private static Timings timings() {
        return new Timings(1L, 1L, 1L);
    }
}
