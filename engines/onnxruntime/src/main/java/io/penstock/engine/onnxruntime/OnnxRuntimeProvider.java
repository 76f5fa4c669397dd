package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import io.penstock.FailureCategory;
import io.penstock.engine.Availability;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.EngineProvider;
import io.penstock.engine.ModelArtifact;

/**
 * ONNX Runtime on the CPU. It computes in the types of the model file, whatever precision is asked for, and knows one
 * device, 0. Its properties: {@code intraOpThreads} (threads of one operator, the run's own and those of a pool that all
 * runs share: by default the cores less the sessions, plus one), {@code interOpThreads} (operators at once, by default 1), {@code optimisation} ({@code none}, {@code basic},
 * {@code extended} or {@code all}, the default) and {@code spinning} (whether waiting threads burn the CPU, by default
 * not, as the JVM shares it). Thread-safe.
 */
public final class OnnxRuntimeProvider implements EngineProvider {
    static final String NAME = "onnxruntime";

    private final NativeRuntime runtime;

    /** The provider; nothing native is loaded yet. */
    public OnnxRuntimeProvider() {
        this(NativeRuntime.SHARED);
    }

    OnnxRuntimeProvider(NativeRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public boolean hasDevices() {
        return false;
    }

    @Override
    public Availability availability() {
        return runtime.availability();
    }

    @Override
    public Engine load(ModelArtifact model, EngineOptions options) {
        if (options.device() != 0) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "ONNX Runtime has only the CPU, device 0: device=" + options.device() + ", model=" + model.name());
        }
        RuntimeOptions runtimeOptions = RuntimeOptions.parse(
                options.properties(), options.sessions(), Runtime.getRuntime().availableProcessors());
        OrtEnvironment environment = runtime.environment();
        return OnnxEngine.load(environment, model, options, runtimeOptions);
    }
}
