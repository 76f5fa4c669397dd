package io.penstock.engine;

/**
 * A backend, found by {@link java.util.ServiceLoader}. Its constructor loads no native code: {@link #availability()}
 * does, and keeps a failure as a value. Thread-safe.
 */
public interface EngineProvider {
    /** The name by which {@code infer.backend} chooses it, such as {@code onnxruntime}. */
    String name();

    /** Which of several available backends {@code auto} takes: the highest. CPU backends are at 0. */
    int priority();

    /** Whether it computes on one of several devices, chosen by {@link EngineOptions#device()}; if not, only 0 is one. */
    boolean hasDevices();

    /** Whether this backend can run here. Never throws. */
    Availability availability();

    /**
     * Loads a model. The caller owns the engine and closes it.
     *
     * @throws EngineException FATAL, if the file cannot be read, does not fit its declared signature, or the options do
     *     not fit the model; the message names the value and the way out
     */
    Engine load(ModelArtifact model, EngineOptions options);
}
