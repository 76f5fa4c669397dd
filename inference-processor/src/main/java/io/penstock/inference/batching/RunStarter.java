package io.penstock.inference.batching;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Starts runs. One that becomes ready while its thread is still inside another's start waits until that has returned:
 * batch after batch of an engine that computes at once would otherwise nest on one stack. Thread-safe.
 */
final class RunStarter {
    private final ThreadLocal<Deque<BatchRun>> ofThread = ThreadLocal.withInitial(ArrayDeque::new);

    void start(BatchRun run) {
        Deque<BatchRun> runs = ofThread.get();
        runs.addLast(run);
        if (runs.size() > 1) {
            return;
        }
        try {
            for (BatchRun next = run; next != null; next = runs.peekFirst()) {
                next.start();
                runs.removeFirst();
            }
        } finally {
            runs.clear();
        }
    }
}
