package io.penstock.engine.tensorrt.gpu;

import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;

/** A stream that waits for no other. For one thread at a time; the owner closes it on the same device. */
public final class CudaStream implements AutoCloseable {
    private final CUstream_st handle = new CUstream_st();

    private boolean closed;

    private CudaStream() {
        CudaStatus.check(cudart.cudaStreamCreateWithFlags(handle, cudart.cudaStreamNonBlocking), "create a stream");
        LiveHandles.opened();
    }

    /** A stream on the selected device. */
    public static CudaStream open() {
        return new CudaStream();
    }

    public CUstream_st handle() {
        return handle;
    }

    /** Waits, blocking the thread, until everything in it has been done. */
    public void synchronize() {
        CudaStatus.check(cudart.cudaStreamSynchronize(handle), "wait for a stream");
    }

    /** Copies host memory to the device once the stream comes to it; pinned memory is read while the caller goes on. */
    public void copyToDevice(DeviceBuffer target, PinnedBuffer source, long sourceOffset, long bytes) {
        CudaStatus.check(
                cudart.cudaMemcpyAsync(
                        target.address(), source.address(sourceOffset), bytes, cudart.cudaMemcpyHostToDevice, handle),
                "copy to the GPU");
    }

    /** Copies device memory to the start of host memory once the stream comes to it. */
    public void copyToHost(PinnedBuffer target, DeviceBuffer source, long bytes) {
        CudaStatus.check(
                cudart.cudaMemcpyAsync(
                        target.address(0), source.address(), bytes, cudart.cudaMemcpyDeviceToHost, handle),
                "copy from the GPU");
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        LiveHandles.closed();
        CudaStatus.checkFreed(cudart.cudaStreamDestroy(handle), "destroy a stream");
    }
}
