package io.penstock.engine.tensorrt.gpu;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;

/** Says what was asked for, what there was, and what to lower. */
final class OutOfMemory {
    private static final long MEBIBYTE = 1 << 20;

    private OutOfMemory() {}

    /** The failure of an allocation, whatever its status. */
    static EngineException or(int status, Gpu gpu, String kind, long bytes, long freeBytes, String purpose) {
        CudaFailure failure = CudaStatus.failure(status);
        return status == CudaFailure.OUT_OF_MEMORY
                ? exception(gpu, kind, bytes, freeBytes, purpose)
                : failure.exception("allocate " + kind + " memory");
    }

    static EngineException exception(Gpu gpu, String kind, long bytes, long freeBytes, String purpose) {
        return new EngineException(
                FailureCategory.FATAL,
                "out of " + kind + " memory: asked=" + mebibytes(bytes) + ", free=" + mebibytes(freeBytes) + ", for="
                        + purpose + ", device=" + gpu.label()
                        + "; lower infer.maxBatch or infer.sessions, or serve fewer buckets");
    }

    private static String mebibytes(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE + " MiB";
    }
}
