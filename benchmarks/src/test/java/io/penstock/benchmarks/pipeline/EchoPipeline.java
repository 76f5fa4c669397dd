package io.penstock.benchmarks.pipeline;

import io.penstock.schema.InferenceRequest;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Stages;
import io.penstock.workshop.samples.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A pipeline over tensors {@code data [-1, 3] float32}, whose answers are its requests. Batches have 12 rows at most. */
final class EchoPipeline {
    private final PipelineConfig config;
    private final BoundStages stages;

    private EchoPipeline(PipelineConfig config) {
        this.config = config;
        this.stages = BoundStages.of(config, Stages.load());
    }

    static EchoPipeline in(Path folder) {
        try {
            Path model = Files.createDirectories(folder.resolve("models/echo/1"));
            byte[] onnx = "not read".getBytes(StandardCharsets.UTF_8);
            Files.write(model.resolve("model.onnx"), onnx);
            Files.writeString(
                    model.resolve("model.yaml"),
                    """
                    name: echo
                    version: 1
                    onnx: model.onnx
                    sha256: %s
                    inputs:
                      - { name: data, dtype: float32, shape: [-1, 3] }
                    outputs:
                      - { name: data, dtype: float32, shape: [-1, 3] }
                    """
                            .formatted(Sha256.of(onnx)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EchoPipeline(PipelineConfig.parse(
                """
                name: echo
                models: models
                kafka: { bootstrap.servers: "localhost:9092" }
                registry: { url: "http://localhost:8081" }
                input: { topic: in }
                preprocess: { type: tensor }
                infer: { model: echo, backend: null-engine, maxBatch: 12 }
                postprocess: { type: tensor }
                output: { topic: out }
                """,
                "echo.yaml",
                folder,
                System.getenv()));
    }

    BoundStages stages() {
        return stages;
    }

    /** Requests of so many rows. */
    List<InferenceRequest> requests(int count, int rows) {
        return new Load(100, count, rows, 224).requests(config, stages);
    }

    BareEngine engine(PreparedRows rows) {
        return BareEngine.load(stages, rows, Backends.load());
    }
}
