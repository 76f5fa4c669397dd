package io.penstock.engine.tensorrt.gpu;

import java.util.concurrent.locks.LockSupport;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.global.cudart;

/**
 * A mark in a stream. Who waits for it sleeps and looks now and then, which on an H200 is faster than CUDA's own sleeping
 * wait and takes as little of the CPU; it keeps no times. Recorded and awaited by one thread at a time.
 */
public final class CudaEvent implements AutoCloseable {
    private static final long LEAST_PARK_NANOS = 20_000;
    private static final long MOST_PARK_NANOS = 200_000;
    /** A park lasts a small part of the wait so far, so that a long run is not looked at a thousand times. */
    private static final int PARKS_IN_A_WAIT = 64;

    private final CUevent_st handle = new CUevent_st();

    private boolean closed;

    private CudaEvent() {
        CudaStatus.check(cudart.cudaEventCreateWithFlags(handle, cudart.cudaEventDisableTiming), "create an event");
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
        long start = System.nanoTime();
        while (!isReached()) {
            long waited = System.nanoTime() - start;
            LockSupport.parkNanos(
                    this, Math.min(MOST_PARK_NANOS, Math.max(LEAST_PARK_NANOS, waited / PARKS_IN_A_WAIT)));
        }
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
