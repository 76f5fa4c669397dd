package io.penstock.engine.tensorrt;

import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.lifetime.Acquired;
import io.penstock.engine.tensorrt.gpu.CudaStream;
import io.penstock.engine.tensorrt.gpu.DeviceBuffer;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.engine.tensorrt.gpu.PinnedBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor of a session on both sides: pinned on the host, and on the GPU. Owns both.
 *
 * @param name the tensor's name
 * @param rowShape the shape of one row
 * @param rowBytes the bytes of one row
 * @param host room for the rows of the largest batch computed, {@code [capacity, row...]}
 * @param device as much on the GPU
 * @param visible the rows that callers see
 */
record Transfer(
        String name, Shape rowShape, long rowBytes, PinnedBuffer host, DeviceBuffer device, ByteBuffer visible) {
    /**
     * Allocates both sides and hands them to {@code owner}.
     *
     * @param capacity the rows there is room for
     * @param visibleRows the rows of them that callers see
     */
    static Transfer allocate(
            Gpu gpu, TensorSpec spec, Shape rowShape, int capacity, int visibleRows, Acquired owner, String session) {
        long rowBytes = Math.multiplyExact(rowShape.elements(), spec.dtype().bytes());
        long bytes = Math.multiplyExact(rowBytes, capacity);
        String purpose = "tensor " + spec.name() + " of session " + session;
        PinnedBuffer host = PinnedBuffer.allocate(gpu, bytes, purpose);
        owner.add(host::close);
        DeviceBuffer device = DeviceBuffer.allocate(gpu, bytes, purpose);
        owner.add(device::close);
        ByteBuffer visible =
                host.bytes().slice(0, Math.toIntExact(rowBytes * visibleRows)).order(ByteOrder.nativeOrder());
        return new Transfer(spec.name(), rowShape, rowBytes, host, device, visible);
    }

    /** Copies rows to the start of the GPU's side. */
    void toDevice(CudaStream stream, int firstRow, int rows) {
        stream.copyToDevice(device, host, firstRow * rowBytes, rows * rowBytes);
    }

    /** Copies the first rows back to the start of the host's side. */
    void toHost(CudaStream stream, int rows) {
        stream.copyToHost(host, device, rows * rowBytes);
    }
}
