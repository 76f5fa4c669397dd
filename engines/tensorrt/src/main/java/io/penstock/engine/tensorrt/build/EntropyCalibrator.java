package io.penstock.engine.tensorrt.build;

import io.penstock.engine.Signature;
import io.penstock.engine.tensorrt.gpu.CudaStream;
import io.penstock.engine.tensorrt.gpu.DeviceBuffer;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.engine.tensorrt.gpu.PinnedBuffer;
import io.penstock.workshop.build.BuildListener;
import io.penstock.workshop.build.Calibration;
import io.penstock.workshop.samples.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tensorrt.nvinfer.IInt8EntropyCalibrator2;
import org.jspecify.annotations.Nullable;

/**
 * Feeds real inputs to TensorRT, which finds from them what range each tensor has, and keeps what it finds. TensorRT calls
 * it on the building thread. An exception must not pass through TensorRT's frames, so the first is kept until {@link
 * #rethrow}.
 */
final class EntropyCalibrator extends IInt8EntropyCalibrator2 {
    private final Calibration calibration;
    private final Signature signature;
    private final BuildListener listener;
    private final CudaStream stream;
    private final List<PinnedBuffer> host = new ArrayList<>();
    private final List<DeviceBuffer> device = new ArrayList<>();
    private final Optional<byte[]> kept;
    private Optional<byte[]> used;
    private @Nullable BytePointer keptPointer;
    private @Nullable RuntimeException failure;
    private int next;

    /** A calibrator; takes ownership of nothing. */
    EntropyCalibrator(Calibration calibration, Signature signature, Gpu gpu, BuildListener listener) {
        this.calibration = calibration;
        this.signature = signature;
        this.listener = listener;
        this.kept = calibration.cache().read(calibration.source());
        this.used = kept;
        this.stream = CudaStream.open();
        boolean complete = false;
        try {
            for (int i = 0; i < signature.inputs().size(); i++) {
                allocate(gpu, calibration.batch() * calibration.bucket().rowBytes(signature, i));
            }
            complete = true;
        } finally {
            if (!complete) {
                free();
            }
        }
    }

    private void allocate(Gpu gpu, long bytes) {
        host.add(PinnedBuffer.allocate(gpu, bytes, "calibration"));
        device.add(DeviceBuffer.allocate(gpu, bytes, "calibration"));
    }

    Calibration calibration() {
        return calibration;
    }

    @Override
    @SuppressWarnings("deprecation") // TensorRT wants it all the same
    public int getBatchSize() {
        return calibration.batch();
    }

    @Override
    @SuppressWarnings("rawtypes") // as JavaCPP declares it
    public boolean getBatch(PointerPointer bindings, PointerPointer names, int count) {
        try {
            return !listener.isCancelled() && fill(bindings, names, count);
        } catch (RuntimeException e) {
            failure = e;
            return false;
        }
    }

    private boolean fill(PointerPointer<?> bindings, PointerPointer<?> names, int count) {
        int batch = calibration.batch();
        if (next + batch > calibration.samples().size()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int input = signature.inputIndex(names.getString(i));
            ByteBuffer rows = host.get(input).bytes();
            ByteBuffer target = rows.duplicate().order(rows.order()).clear();
            for (int row = 0; row < batch; row++) {
                calibration.samples().write(next + row, input, target);
            }
            DeviceBuffer buffer = device.get(input);
            stream.copyToDevice(buffer, host.get(input), 0, buffer.bytes());
            bindings.put(i, buffer.address());
        }
        stream.synchronize();
        next += batch;
        return true;
    }

    @Override
    public @Nullable Pointer readCalibrationCache(LongPointer length) {
        byte[] cache = kept.orElse(new byte[0]);
        length.put(0, cache.length);
        if (cache.length == 0) {
            return null;
        }
        keptPointer = new BytePointer(cache);
        return keptPointer;
    }

    @Override
    public void writeCalibrationCache(Pointer cache, long length) {
        try {
            byte[] bytes = new byte[Math.toIntExact(length)];
            new BytePointer(cache).get(bytes);
            calibration.cache().write(calibration.source(), bytes);
            used = Optional.of(bytes);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Whether the ranges of an earlier calibration were used. */
    boolean isReused() {
        return kept.isPresent();
    }

    /** The hash of the ranges that the plan was built with. */
    Optional<String> sha256() {
        return used.map(Sha256::of);
    }

    /** Throws what went wrong in a call of TensorRT's. */
    void rethrow() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public void close() {
        free();
        super.close();
    }

    private void free() {
        device.forEach(DeviceBuffer::close);
        host.forEach(PinnedBuffer::close);
        stream.close();
    }
}
