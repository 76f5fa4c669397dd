package io.penstock.engine.tensorrt.gpu;

import io.penstock.engine.EngineException;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the status that every call of CUDA's runtime returns. */
public final class CudaStatus {
    private static final Logger LOG = LoggerFactory.getLogger(CudaStatus.class);

    private CudaStatus() {}

    /**
     * Refuses every status but success.
     *
     * @param what what was called for, in the infinitive, such as {@code create a stream}
     * @throws EngineException TRANSIENT if memory ran out or a capture broke off, else FATAL
     */
    public static void check(int status, String what) {
        if (status != CudaFailure.SUCCESS) {
            throw failure(status).exception(what);
        }
    }

    /**
     * Checks the status of a call that frees. Once the context is lost or the process ends there is nothing to free and
     * nobody to tell: that is logged, not thrown.
     *
     * @throws EngineException FATAL, for any other failure
     */
    static void checkFreed(int status, String what) {
        if (status == CudaFailure.SUCCESS || status == CudaFailure.UNLOADING) {
            return;
        }
        CudaFailure failure = failure(status);
        if (!failure.isSticky()) {
            throw failure.exception(what);
        }
        LOG.atDebug().addKeyValue("what", what).addKeyValue("error", failure).log("The GPU's context is lost");
    }

    /** The failure of this status, and no error pending on this thread any more. */
    static CudaFailure failure(int status) {
        cudart.cudaGetLastError();
        return new CudaFailure(status, text(cudart.cudaGetErrorName(status)), text(cudart.cudaGetErrorString(status)));
    }

    private static String text(BytePointer constant) {
        return constant.getString();
    }
}
