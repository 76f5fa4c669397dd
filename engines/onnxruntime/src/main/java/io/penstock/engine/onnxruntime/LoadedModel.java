package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.engine.ModelArtifact;

/**
 * The weights and the graph of a model file, shared by every session. Running it is thread-safe.
 *
 * @param session ONNX Runtime's session, owned
 * @param options the options it was made with, owned: they must outlive it
 * @param file the inputs and outputs of the file
 */
record LoadedModel(OrtSession session, SessionOptions options, FileSignature file) implements AutoCloseable {
    /**
     * Loads a file.
     *
     * @throws EngineException FATAL, if it cannot be read or is not what its signature declares
     */
    static LoadedModel load(OrtEnvironment environment, ModelArtifact model, RuntimeOptions runtimeOptions) {
        try {
            SessionOptions options = runtimeOptions.open();
            try {
                return load(environment, model, options);
            } catch (OrtException | RuntimeException e) {
                options.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "ONNX Runtime cannot load the model: model=" + model.name() + "/" + model.version() + ", file="
                            + model.onnx() + ": " + e.getMessage(),
                    e);
        }
    }

    private static LoadedModel load(OrtEnvironment environment, ModelArtifact model, SessionOptions options)
            throws OrtException {
        OrtSession session = environment.createSession(model.onnx().toString(), options);
        LiveHandles.opened();
        boolean complete = false;
        try {
            LoadedModel loaded = new LoadedModel(session, options, FileSignature.of(session));
            loaded.file.requireFit(model);
            complete = true;
            return loaded;
        } finally {
            if (!complete) {
                close(session);
            }
        }
    }

    @Override
    public void close() {
        try {
            close(session);
        } finally {
            options.close();
        }
    }

    private static void close(OrtSession session) {
        LiveHandles.closed();
        try {
            session.close();
        } catch (OrtException e) {
            throw new EngineException(FailureCategory.FATAL, "ONNX Runtime cannot free a model: " + e.getMessage(), e);
        }
    }
}
