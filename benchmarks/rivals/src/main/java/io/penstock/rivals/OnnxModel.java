package io.penstock.rivals;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.penstock.benchmarks.subject.Workload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A model of one input and one output in ONNX Runtime, as its documentation has it: one session for all threads, tensors
 * over direct buffers. Its options are those of Penstock's backend. Thread-safe. The subject owns it and closes it.
 */
final class OnnxModel implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final String output;
    private final OnnxJavaType type;
    private final ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(() -> direct(1 << 16));

    private OnnxModel(OrtEnvironment environment, OrtSession session) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.input = session.getInputNames().iterator().next();
        this.output = session.getOutputNames().iterator().next();
        this.type =
                ((TensorInfo) session.getInputInfo().values().iterator().next().getInfo()).type;
    }

    /**
     * Rows that were computed together.
     *
     * @param rowShape the shape of a row
     * @param rows the elements of each, {@code float32}, little-endian
     */
    record Output(List<Long> rowShape, List<ByteBuffer> rows) {
        Output {
            rowShape = List.copyOf(rowShape);
            rows = List.copyOf(rows);
        }
    }

    /** Loads it. */
    static OnnxModel load(Workload.Inference inference) {
        Path file = Path.of(inference.models(), inference.model(), "1", "model.onnx");
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(inference.engineThreads());
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return new OnnxModel(environment, environment.createSession(file.toString(), options));
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot load " + file + ": " + e.getMessage(), e);
        }
    }

    String outputName() {
        return output;
    }

    /**
     * Computes rows in one run.
     *
     * @param rowShape the shape of a row
     * @param rows their elements, little-endian; left as they are
     */
    Output run(long[] rowShape, List<ByteBuffer> rows) {
        long[] shape = new long[rowShape.length + 1];
        shape[0] = rows.size();
        System.arraycopy(rowShape, 0, shape, 1, rowShape.length);
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, together(rows), shape, type);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            return output((OnnxTensor) result.get(0), rows.size());
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot run the model: " + e.getMessage(), e);
        }
    }

    private ByteBuffer together(List<ByteBuffer> rows) {
        int bytes = rows.stream().mapToInt(ByteBuffer::remaining).sum();
        if (buffers.get().capacity() < bytes) {
            buffers.set(direct(2 * bytes));
        }
        ByteBuffer buffer = buffers.get().clear();
        rows.forEach(row -> buffer.put(row.duplicate()));
        return buffer.flip().slice().order(ByteOrder.nativeOrder());
    }

    private static Output output(OnnxTensor tensor, int rows) {
        ByteBuffer all = tensor.getByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int bytes = all.remaining() / rows;
        long[] shape = tensor.getInfo().getShape();
        return new Output(
                Arrays.stream(shape).skip(1).boxed().toList(),
                IntStream.range(0, rows)
                        .mapToObj(row -> all.slice(row * bytes, bytes))
                        .toList());
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot free a model: " + e.getMessage(), e);
        }
    }
}
