package io.penstock.topology.cli.engine;

import io.penstock.engine.Bucket;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.topology.model.Model;
import io.penstock.topology.model.ModelRepository;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that name a model and how it shall run. */
final class ModelOptions {
    @Parameters(paramLabel = "MODEL", description = "The model.")
    private String name = "";

    @Option(names = "--model-version", paramLabel = "N", description = "Its version. Default: the newest.")
    private @Nullable String version;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            defaultValue = "engines/models",
            description = "The folder of models. Default: ${DEFAULT-VALUE}.")
    private Path models = Path.of("engines/models");

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "fp16",
            description = "fp32, tf32, fp16, bf16 or int8. Default: ${DEFAULT-VALUE}.")
    private String precision = "fp16";

    @Option(
            names = "--max-batch",
            paramLabel = "N",
            description = "The most rows of a run. Default: model.yaml's, or 64.")
    private @Nullable Integer maxBatch;

    @Option(
            names = "--buckets",
            paramLabel = "N",
            split = ",",
            description = "The lengths that dynamic dimensions are padded to. Default: model.yaml's.")
    private List<Integer> buckets = List.of();

    @Option(
            names = "--device",
            paramLabel = "N",
            defaultValue = "0",
            description = "The GPU. Default: ${DEFAULT-VALUE}.")
    private int device;

    Model model() {
        return new ModelRepository(models).find(name, Optional.ofNullable(version));
    }

    String precision() {
        return precision;
    }

    int device() {
        return device;
    }

    int maxBatch(Model model) {
        Integer given = maxBatch;
        return given == null ? model.engine().maxBatch() : given;
    }

    /** The buckets asked for, or the model's own. */
    List<Bucket> buckets(Model model) {
        Signature signature = model.artifact().signature();
        List<Integer> lengths = buckets.isEmpty() ? model.engine().buckets() : buckets;
        if (lengths.isEmpty()) {
            return List.of(Bucket.fixed(signature));
        }
        return lengths.stream().map(length -> bucket(signature, length)).toList();
    }

    private static Bucket bucket(Signature signature, int length) {
        return new Bucket(
                Integer.toString(length),
                signature.inputs().stream()
                        .map(input -> padded(input.rowShape(), length))
                        .toList());
    }

    private static Shape padded(Shape row, int length) {
        return Shape.of(Arrays.stream(row.toArray())
                .map(dimension -> dimension == Shape.DYNAMIC ? length : dimension)
                .toArray());
    }

    EngineOptions engineOptions(Model model, int sessions, int device, Map<String, String> properties) {
        return new EngineOptions(maxBatch(model), buckets(model), sessions, precision, device, properties);
    }
}
