package io.penstock.engine.tensorrt.gpu;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;

/**
 * What an error code of CUDA's runtime means to Penstock.
 *
 * @param code the code, such as 700
 * @param name its name, such as {@code cudaErrorIllegalAddress}
 * @param text CUDA's own words for it
 */
record CudaFailure(int code, String name, String text) {
    static final int SUCCESS = 0;
    static final int OUT_OF_MEMORY = 2;
    static final int UNLOADING = 4;
    static final int DRIVER_TOO_OLD = 35;
    static final int NO_DEVICE = 100;
    static final int NOT_READY = 600;

    private static final int FIRST_CAPTURE_ERROR = 900;
    private static final int LAST_CAPTURE_ERROR = 908;

    /** Whether every later call in this process fails too, because the device's context is lost. */
    boolean isSticky() {
        return switch (code) {
            // ECC and NVLink errors, a context that is gone, faults in a kernel, unknown
            case 46, 214, 220, 226, 700, 702, 709, 710, 714, 715, 716, 717, 718, 719, 721, 999 -> true;
            default -> false;
        };
    }

    FailureCategory category() {
        boolean capturing = code >= FIRST_CAPTURE_ERROR && code <= LAST_CAPTURE_ERROR;
        return code == OUT_OF_MEMORY || capturing ? FailureCategory.TRANSIENT : FailureCategory.FATAL;
    }

    EngineException exception(String what) {
        String lost = isSticky() ? "; the GPU's context is lost, so this process has to restart" : "";
        return new EngineException(category(), "CUDA cannot " + what + ": " + this + lost);
    }

    @Override
    public String toString() {
        return name + " (" + code + "), " + text;
    }
}
