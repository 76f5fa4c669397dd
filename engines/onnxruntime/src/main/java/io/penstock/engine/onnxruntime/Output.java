package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Where an output of a session ends up. For one thread at a time. */
sealed interface Output {
    TensorSpec spec();

    /** The rows of the last run, and room for more. */
    HostTensor host();

    /** The first rows of the last run. */
    default ByteBuffer rows(int rows) {
        HostTensor host = host();
        return host.buffer().limit(rows * host.rowBytes()).position(0);
    }

    /**
     * An output whose row shape is known beforehand: the model writes into its buffer.
     *
     * @param host room for the most rows a run computes
     */
    record Pinned(HostTensor host) implements Output {
        @Override
        public TensorSpec spec() {
            return host.spec();
        }
    }

    /** An output whose row shape shows only in a run: it is copied from what ONNX Runtime allocates. */
    final class Copied implements Output {
        private final TensorSpec spec;
        private HostTensor host;

        Copied(TensorSpec spec) {
            this.spec = spec;
            this.host = HostTensor.allocate(spec, Shape.of(0), 0);
        }

        @Override
        public TensorSpec spec() {
            return spec;
        }

        @Override
        public HostTensor host() {
            return host;
        }

        /**
         * Takes the output of a run.
         *
         * @throws EngineException FATAL, if its shape is not {@code [rows, row...]} as declared
         */
        void copyFrom(OnnxTensor tensor, int rows) {
            Shape shape = Shape.of(tensor.getInfo().getShape());
            if (!spec.shape().accepts(shape) || shape.dimension(0) != rows) {
                throw new EngineException(
                        FailureCategory.FATAL,
                        "the model computed an output of another shape: output=" + spec.name() + ", declared="
                                + spec.shape() + ", rows=" + rows + ", computed=" + shape
                                + "; the batch must be its first dimension");
            }
            host = withRoomFor(shape.row(), rows);
            if (shape.elements() > 0) {
                host.buffer().clear().put(tensor.getByteBuffer());
            }
        }

        private HostTensor withRoomFor(Shape row, int rows) {
            HostTensor resized = new HostTensor(spec, row, host.buffer());
            if ((long) resized.rowBytes() * rows <= host.buffer().capacity()) {
                return resized;
            }
            return HostTensor.allocate(spec, row, Integer.highestOneBit(rows * 2 - 1));
        }
    }

    /** An output, pinned where its row shape is given. */
    static Output of(TensorSpec spec, Optional<Shape> row, int rows) {
        return row.<Output>map(shape -> new Pinned(HostTensor.allocate(spec, shape, rows)))
                .orElseGet(() -> new Copied(spec));
    }
}
