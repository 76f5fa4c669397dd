package io.penstock.workshop.verify;

import io.penstock.engine.Bucket;
import io.penstock.engine.Completion;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineDescription;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import java.nio.ByteBuffer;

/** Computes what another engine does, but for batches of one row, whose results it negates. */
record WrongInOneRow(Engine engine) implements Engine {
    @Override
    public EngineDescription description() {
        return engine.description();
    }

    @Override
    public Session openSession(Bucket bucket) {
        return new Negating(engine.openSession(bucket));
    }

    @Override
    public void close() {
        engine.close();
    }

    private static final class Negating implements Session {
        private final Session session;
        private int rows;

        Negating(Session session) {
            this.session = session;
        }

        @Override
        public Bucket bucket() {
            return session.bucket();
        }

        @Override
        public int maxRows() {
            return session.maxRows();
        }

        @Override
        public ByteBuffer input(int index) {
            return session.input(index);
        }

        @Override
        public void run(int firstRow, int count, Completion completion) {
            rows = count;
            session.run(firstRow, count, completion);
        }

        @Override
        public ByteBuffer output(int index) {
            ByteBuffer output = session.output(index);
            for (int i = 0; rows == 1 && i < output.remaining(); i += Float.BYTES) {
                output.putFloat(i, -output.getFloat(i));
            }
            return output;
        }

        @Override
        public Shape outputRowShape(int index) {
            return session.outputRowShape(index);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
