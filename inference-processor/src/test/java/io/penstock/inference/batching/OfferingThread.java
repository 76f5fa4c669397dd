package io.penstock.inference.batching;

import io.penstock.inference.IdModel;
import io.penstock.inference.IdRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Offers requests of one to five rows as a task does, and checks that each is answered with its own results. It releases
 * most of them, and checks the others once more when all is done.
 */
final class OfferingThread extends Thread {
    private static final int IN_FLIGHT = 64;
    private static final int KEPT_OF = 50;
    private static final long IDS_OF_A_THREAD = 1L << 40;

    private record Pending(Ticket ticket, IdRows rows) {}

    private final MicroBatcher batcher;
    private final int requests;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final List<Pending> kept = new ArrayList<>();
    private final Random random;
    private long nextId;
    private volatile @Nullable Throwable problem;

    private OfferingThread(int number, int requests, MicroBatcher batcher) {
        super("offering-" + number);
        this.requests = requests;
        this.batcher = batcher;
        this.random = new Random(number);
        this.nextId = number * IDS_OF_A_THREAD;
    }

    static List<OfferingThread> start(int threads, int requests, MicroBatcher batcher) {
        List<OfferingThread> started = IntStream.rangeClosed(1, threads)
                .mapToObj(number -> new OfferingThread(number, requests, batcher))
                .toList();
        started.forEach(Thread::start);
        return started;
    }

    /** Why it ended early; null if all was well. */
    @Nullable
    Throwable problem() {
        return problem;
    }

    @Override
    public void run() {
        try {
            for (int request = 0; request < requests; request++) {
                offerOne();
            }
            batcher.flush();
            while (!pending.isEmpty()) {
                answerOldest();
            }
            kept.forEach(OfferingThread::check);
        } catch (Throwable e) {
            problem = e;
        }
    }

    private void offerOne() throws InterruptedException {
        var rows = new IdRows(nextId, 1 + random.nextInt(5), 0);
        nextId += rows.rows();
        var ticket = new Ticket(rows);
        batcher.put(ticket);
        pending.add(new Pending(ticket, rows));
        if (pending.size() >= IN_FLIGHT) {
            answerOldest();
        }
    }

    private void answerOldest() throws InterruptedException {
        Pending oldest = pending.removeFirst();
        oldest.ticket().awaitEnding();
        check(oldest);
        if (random.nextInt(KEPT_OF) == 0) {
            kept.add(oldest);
        } else {
            oldest.ticket().release();
        }
    }

    private static void check(Pending answered) {
        long firstId = answered.rows().firstId();
        List<Long> expected = LongStream.range(
                        firstId, firstId + answered.rows().rows())
                .boxed()
                .toList();
        List<Long> ids =
                IdModel.ids(BatcherUnderTest.computed(answered.ticket()).results());
        if (!ids.equals(expected)) {
            throw new AssertionError("not its own results: expected=" + expected + ", ids=" + ids);
        }
    }
}
