package io.penstock.inference.batching;

import io.penstock.engine.Session;
import io.penstock.engine.Signature;
import io.penstock.inference.RowTarget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A session's input buffers, row by row. The views of a single row are made once and used by every batch. Threads may
 * use it at the same time for disjoint rows; from one batch to the next the batcher's lock lies between them. The views
 * do not notice that the session is closed, which would take its lock for each record: the batcher waits for its
 * writers before it closes sessions.
 */
final class InputRows {
    /** Beyond so many a session's views would take more memory than they save. */
    private static final int MOST_VIEWS = 4096;

    private final Session session;
    private final int[] rowBytes;
    private final @Nullable Rows[] single;

    InputRows(Session session, Signature signature) {
        this.session = session;
        this.rowBytes = new int[signature.inputs().size()];
        for (int input = 0; input < rowBytes.length; input++) {
            rowBytes[input] = Math.toIntExact(session.bucket().rowBytes(signature, input));
        }
        this.single = new Rows[Math.min(session.maxRows(), MOST_VIEWS / Math.max(1, rowBytes.length))];
    }

    /** These rows of every input. */
    Rows of(int firstRow, int rows) {
        if (rows > 1 || firstRow >= single.length) {
            return new Rows(firstRow, rows);
        }
        Rows row = single[firstRow];
        if (row == null) {
            row = new Rows(firstRow, 1);
            single[firstRow] = row;
        }
        return row;
    }

    /** The rows of one request. */
    final class Rows implements RowTarget {
        private final ByteBuffer[] inputs;

        private Rows(int firstRow, int rows) {
            this.inputs = new ByteBuffer[rowBytes.length];
            for (int input = 0; input < inputs.length; input++) {
                inputs[input] = session.input(input).slice(firstRow * rowBytes[input], rows * rowBytes[input]);
            }
        }

        @Override
        public ByteBuffer input(int index) {
            return inputs[index].clear().order(ByteOrder.nativeOrder());
        }

        /** Writes zeroes over all of them. */
        void clear() {
            for (int input = 0; input < inputs.length; input++) {
                ByteBuffer rows = input(input);
                rows.put(new byte[rows.remaining()]);
            }
        }
    }
}
