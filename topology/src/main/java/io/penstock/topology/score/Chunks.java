package io.penstock.topology.score;

import io.penstock.topology.score.format.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has chunks of rows scored side by side and gives them back in the order in which they came. Few are under way at a time,
 * so that what is held does not grow with the input. Belongs to one thread.
 */
final class Chunks implements AutoCloseable {
    private static final long MOMENT_MILLIS = 200;
    private static final int MOST_READY = 4;

    private final RowScorer scorer;
    private final Runnable onWait;
    private final ExecutorService threads;
    private final Deque<Future<List<AnsweredRow>>> underWay = new ArrayDeque<>();

    /** @param onWait runs now and then while nothing else does */
    Chunks(RowScorer scorer, Runnable onWait) {
        this.scorer = scorer;
        this.onWait = onWait;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(scorer.chunks(), task -> {
            Thread thread = new Thread(task, "penstock-score-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    /** Whether one must be taken before another is added: a few wait for the threads that work. */
    boolean isFull() {
        return underWay.size() >= scorer.chunks() + Math.min(scorer.chunks(), MOST_READY);
    }

    /** @param idPrefix the beginning of the rows' ids, before their numbers */
    void add(String idPrefix, List<ReadRow> rows) {
        underWay.add(threads.submit(() -> score(idPrefix, rows)));
    }

    private List<AnsweredRow> score(String idPrefix, List<ReadRow> rows) throws InterruptedException {
        List<RowScorer.Request> requests = new ArrayList<>(rows.size());
        for (ReadRow each : rows) {
            Row row = each.row();
            if (row != null) {
                requests.add(new RowScorer.Request(idPrefix + each.number(), row));
            }
        }
        Iterator<Answer> answers = scorer.score(requests).iterator();
        List<AnsweredRow> answered = new ArrayList<>(rows.size());
        for (ReadRow each : rows) {
            Answer.Refused refused = each.refused();
            answered.add(new AnsweredRow(each.number(), each.row(), refused == null ? answers.next() : refused));
        }
        return answered;
    }

    /**
     * Waits for the oldest.
     *
     * @throws io.penstock.PenstockException if it could not be scored
     */
    List<AnsweredRow> take() throws InterruptedException {
        Future<List<AnsweredRow>> oldest = underWay.remove();
        try {
            while (true) {
                try {
                    return oldest.get(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    onWait.run();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
