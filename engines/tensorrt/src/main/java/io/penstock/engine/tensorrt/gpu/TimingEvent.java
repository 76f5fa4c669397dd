package io.penstock.engine.tensorrt.gpu;

import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.global.cudart;

/**
 * A mark in a stream that keeps when the GPU passed it. It costs more than a {@link CudaEvent}: for measuring, not for
 * serving. Recorded and read by one thread at a time; the owner closes it on the same device.
 */
public final class TimingEvent implements AutoCloseable {
    private final CUevent_st handle = new CUevent_st();
    private final float[] millis = new float[1];

    private boolean closed;

    private TimingEvent() {
        CudaStatus.check(
                cudart.cudaEventCreateWithFlags(handle, cudart.cudaEventDefault), "create an event that keeps times");
        LiveHandles.opened();
    }

    /** An event of the selected device. */
    public static TimingEvent open() {
        return new TimingEvent();
    }

    /** Puts the mark behind everything that is in the stream now. */
    public void record(CudaStream stream) {
        CudaStatus.check(cudart.cudaEventRecord(handle, stream.handle()), "record an event");
    }

    /** The time between two marks that the GPU has passed, in milliseconds, to about half a microsecond. */
    public double millisSince(TimingEvent earlier) {
        CudaStatus.check(cudart.cudaEventElapsedTime(millis, earlier.handle, handle), "read the time between events");
        return millis[0];
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
