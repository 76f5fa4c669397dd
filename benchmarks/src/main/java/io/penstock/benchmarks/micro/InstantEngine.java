package io.penstock.benchmarks.micro;

import io.penstock.engine.Bucket;
import io.penstock.engine.Completion;
import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineDescription;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An engine that takes no time: a run completes inside its start, with zeroes. Its sessions belong to one thread. */
final class InstantEngine implements Engine {
    /** 100 bytes a row in, 40 out. */
    static final Signature SIGNATURE = new Signature(
            List.of(new TensorSpec("input", DataType.UINT8, Shape.of(Shape.DYNAMIC, 100))),
            List.of(new TensorSpec("output", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 10))));

    private static final EngineInfo INFO = new EngineInfo("instant", "1", "cpu", "instant", "1", "fp32", "0", true);

    private final EngineDescription description;

    InstantEngine(int maxRows) {
        this.description = new EngineDescription(INFO, SIGNATURE, List.of(Bucket.fixed(SIGNATURE)), maxRows);
    }

    @Override
    public EngineDescription description() {
        return description;
    }

    @Override
    public Session openSession(Bucket bucket) {
        return new InstantSession(bucket, maxRows());
    }

    @Override
    public void close() {
        // owns nothing
    }

    private static final class InstantSession implements Session {
        private final Bucket bucket;
        private final int maxRows;
        private final Shape outputRow = SIGNATURE.outputs().get(0).rowShape();
        private final ByteBuffer input;
        private final ByteBuffer output;

        InstantSession(Bucket bucket, int maxRows) {
            this.bucket = bucket;
            this.maxRows = maxRows;
            this.input = ByteBuffer.allocateDirect(maxRows * 100).order(ByteOrder.nativeOrder());
            this.output = ByteBuffer.allocateDirect(maxRows * 40).order(ByteOrder.nativeOrder());
        }

        @Override
        public Bucket bucket() {
            return bucket;
        }

        @Override
        public int maxRows() {
            return maxRows;
        }

        @Override
        public ByteBuffer input(int index) {
            return input;
        }

        @Override
        public void run(int firstRow, int rows, Completion completion) {
            output.limit(rows * 40);
            completion.completed(new RunReport(rows, rows, 0));
        }

        @Override
        public ByteBuffer output(int index) {
            return output;
        }

        @Override
        public Shape outputRowShape(int index) {
            return outputRow;
        }

        @Override
        public void close() {
            // its buffers go with it
        }
    }
}
