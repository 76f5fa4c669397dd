package io.penstock.engine.onnxruntime;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Loads files as the model {@code m}, version 1. */
final class Loading {
    private Loading() {}

    static Engine load(Path file, int maxRows, Signature signature, Bucket... buckets) {
        return new OnnxRuntimeProvider()
                .load(
                        new ModelArtifact("m", "1", file, signature),
                        new EngineOptions(maxRows, List.of(buckets), 1, "fp32", 0, Map.of()));
    }

    static Engine load(Path file, int maxRows, Signature signature) {
        return load(file, maxRows, signature, Bucket.fixed(signature));
    }

    static Signature signature(TensorSpec input, TensorSpec... outputs) {
        return new Signature(List.of(input), List.of(outputs));
    }

    static TensorSpec floats(String name, long... shape) {
        return new TensorSpec(name, DataType.FLOAT32, Shape.of(shape));
    }

    static TensorSpec longs(String name, long... shape) {
        return new TensorSpec(name, DataType.INT64, Shape.of(shape));
    }
}
