package io.penstock.benchmarks.nullengine;

import io.penstock.FailureCategory;
import io.penstock.engine.Availability;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.EngineProvider;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.util.List;

/**
 * The backend {@value #NAME}: its output is its input, at no cost, or after {@code runMicros} of its properties. The model's
 * file is not read; its outputs must have the types and shapes of its inputs. {@code auto} takes any other backend first.
 * Thread-safe.
 */
public final class NullEngineProvider implements EngineProvider {
    /** The name for {@code infer.backend}. */
    public static final String NAME = "null-engine";

    /** Found by {@link java.util.ServiceLoader}. */
    public NullEngineProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return Integer.MIN_VALUE;
    }

    @Override
    public boolean hasDevices() {
        return false;
    }

    @Override
    public Availability availability() {
        return new Availability.Available("computes nothing");
    }

    @Override
    public Engine load(ModelArtifact model, EngineOptions options) {
        Signature signature = model.signature();
        if (!forms(signature.inputs()).equals(forms(signature.outputs()))) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "the null engine's outputs are its inputs: model=" + model.name() + ", inputs=" + signature.inputs()
                            + ", outputs=" + signature.outputs());
        }
        return new NullEngine(model, options);
    }

    private static List<String> forms(List<TensorSpec> tensors) {
        return tensors.stream()
                .map(tensor -> tensor.dtype() + " " + tensor.shape())
                .toList();
    }
}
