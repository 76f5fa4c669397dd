package io.penstock.engine.tensorrt;

import io.penstock.PenstockException;
import io.penstock.engine.Completion;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import java.util.concurrent.CompletableFuture;

/** Runs a session and waits. */
final class Runs {
    private Runs() {}

    static RunReport run(Session session, int firstRow, int rows) {
        CompletableFuture<RunReport> ended = new CompletableFuture<>();
        session.run(firstRow, rows, new Completion() {
            @Override
            public void completed(RunReport report) {
                ended.complete(report);
            }

            @Override
            public void failed(PenstockException failure) {
                ended.completeExceptionally(failure);
            }
        });
        return ended.join();
    }

    /** Fills rows of four floats with numbers that tell them apart. */
    static void write(Session session, int rows, int seed) {
        for (int i = 0; i < rows * 4; i++) {
            session.input(0).putFloat(i * Float.BYTES, seed + i);
        }
    }

    /** What the row-sums model makes of such a row. */
    static float sum(int row, int seed) {
        return 4 * seed + 16 * row + 6;
    }

    static float output(Session session, int row) {
        return session.output(0).getFloat(row * Float.BYTES);
    }
}
