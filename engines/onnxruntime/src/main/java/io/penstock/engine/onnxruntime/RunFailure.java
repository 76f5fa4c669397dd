package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OrtException;
import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;

/** What a failed run means: ONNX Runtime's codes in Penstock's categories. */
final class RunFailure {
    private RunFailure() {}

    static EngineException of(OrtException failure, String model, int rows) {
        String text = String.valueOf(failure.getMessage());
        String advice = isWrongOutputShape(text)
                ? "the model computes an output of another shape than is declared; correct the declaration: "
                : "";
        return new EngineException(
                category(failure, text),
                "ONNX Runtime failed a run: model=" + model + ", rows=" + rows + ", code=" + failure.getCode() + ": "
                        + advice + text,
                failure);
    }

    static EngineException of(Throwable failure, String model, int rows) {
        return new EngineException(
                FailureCategory.FATAL, "a run broke off: model=" + model + ", rows=" + rows + ": " + failure, failure);
    }

    private static FailureCategory category(OrtException failure, String text) {
        if (isOutOfMemory(text)) {
            return FailureCategory.TRANSIENT;
        }
        if (isWrongOutputShape(text)) {
            return FailureCategory.FATAL;
        }
        return switch (failure.getCode()) {
            case ORT_FAIL, ORT_INVALID_ARGUMENT, ORT_RUNTIME_EXCEPTION -> FailureCategory.RECORD;
            default -> FailureCategory.FATAL;
        };
    }

    /** ONNX Runtime has no code of its own for it, and no record is to blame. */
    private static boolean isWrongOutputShape(String text) {
        return text.contains("output OrtValue provided for output") || text.contains("attempting to re-use buffer");
    }

    /** Nor for this, which may pass. */
    private static boolean isOutOfMemory(String text) {
        return text.contains("bad_alloc") || text.contains("Failed to allocate memory");
    }
}
