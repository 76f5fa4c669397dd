package io.penstock.engine.tensorrt.gpu;

import io.penstock.engine.EngineException;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Pointer;

/** Memory of the selected device, aligned to 256 bytes. The owner closes it when nothing uses it any more. */
public final class DeviceBuffer implements AutoCloseable {
    private final Pointer address = new Pointer();
    private final long bytes;

    private boolean closed;

    private DeviceBuffer(Gpu gpu, long bytes, String purpose) {
        this.bytes = bytes;
        gpu.select();
        int status = cudart.cudaMalloc(address, Math.max(1, bytes));
        if (status != CudaFailure.SUCCESS) {
            throw OutOfMemory.or(status, gpu, "GPU", bytes, gpu.freeBytes(), purpose);
        }
        LiveHandles.opened();
    }

    /**
     * Allocates.
     *
     * @param purpose what it is for, as messages name it
     * @throws EngineException FATAL, if there is not enough; the message names the bytes asked for and free
     */
    public static DeviceBuffer allocate(Gpu gpu, long bytes, String purpose) {
        return new DeviceBuffer(gpu, bytes, purpose);
    }

    public Pointer address() {
        return address;
    }

    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        LiveHandles.closed();
        CudaStatus.checkFreed(cudart.cudaFree(address), "free GPU memory");
    }
}
