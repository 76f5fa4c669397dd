package io.penstock.engine.tensorrt.gpu;

import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.global.cudart;

/** A mark in a stream. Who waits for it sleeps; it keeps no times. Recorded and awaited by one thread at a time. */
public final class CudaEvent implements AutoCloseable {
    private final CUevent_st handle = new CUevent_st();

    private boolean closed;

    private CudaEvent() {
        CudaStatus.check(
                cudart.cudaEventCreateWithFlags(handle, cudart.cudaEventBlockingSync | cudart.cudaEventDisableTiming),
                "create an event");
        LiveHandles.opened();
    }

    /** An event of the selected device. */
    public static CudaEvent open() {
        return new CudaEvent();
    }

    /** Puts the mark behind everything that is in the stream now. */
    public void record(CudaStream stream) {
        CudaStatus.check(cudart.cudaEventRecord(handle, stream.handle()), "record an event");
    }

    /** Whether the stream has passed the mark; never waits. */
    public boolean isReached() {
        int status = cudart.cudaEventQuery(handle);
        if (status == CudaFailure.NOT_READY) {
            return false;
        }
        CudaStatus.check(status, "compute");
        return true;
    }

    /** Sleeps until the stream has passed the mark. */
    public void await() {
        CudaStatus.check(cudart.cudaEventSynchronize(handle), "compute");
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        LiveHandles.closed();
        CudaStatus.checkFreed(cudart.cudaEventDestroy(handle), "destroy an event");
    }
}
