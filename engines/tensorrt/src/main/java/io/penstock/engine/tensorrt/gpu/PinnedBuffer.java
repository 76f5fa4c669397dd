package io.penstock.engine.tensorrt.gpu;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Host memory that stays in place, so that the GPU copies from and to it by itself; zeroed. The owner closes it when no
 * copy is under way; nobody may touch {@link #bytes} afterwards.
 */
public final class PinnedBuffer implements AutoCloseable {
    private final BytePointer base;
    private final BytePointer cursor;
    private final ByteBuffer bytes;

    private boolean closed;

    private PinnedBuffer(Gpu gpu, long size, String purpose) {
        if (size > Integer.MAX_VALUE) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "a buffer holds at most 2 GiB: bytes=" + size + ", for=" + purpose + "; lower infer.maxBatch");
        }
        gpu.select();
        Pointer address = new Pointer();
        int status = cudart.cudaHostAlloc(address, Math.max(1, size), cudart.cudaHostAllocPortable);
        if (status != CudaFailure.SUCCESS) {
            throw OutOfMemory.or(status, gpu, "pinned host", size, Pointer.availablePhysicalBytes(), purpose);
        }
        LiveHandles.opened();
        base = new BytePointer(address);
        base.capacity(Math.max(1, size));
        cursor = new BytePointer(base);
        bytes = base.asByteBuffer().limit((int) size).slice().order(ByteOrder.nativeOrder());
        Pointer.memset(base, 0, size);
    }

    /**
     * Allocates.
     *
     * @param purpose what it is for, as messages name it
     * @throws EngineException FATAL, if there is not enough or it is over 2 GiB; the message names the sizes
     */
    public static PinnedBuffer allocate(Gpu gpu, long bytes, String purpose) {
        return new PinnedBuffer(gpu, bytes, purpose);
    }

    /** The memory: direct, in native order, the same object every time. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** The address of a byte; valid until the next call, and for one thread at a time. */
    Pointer address(long offset) {
        return cursor.position(offset);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        LiveHandles.closed();
        CudaStatus.checkFreed(cudart.cudaFreeHost(base), "free pinned memory");
    }
}
