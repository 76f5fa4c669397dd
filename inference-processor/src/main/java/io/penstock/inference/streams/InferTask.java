package io.penstock.inference.streams;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.inference.Outcome;
import io.penstock.inference.Submission;
import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.batching.Ticket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A task's records in flight, between {@code init} and {@code close}. Submits records as they come and forwards their
 * outcomes in the same order: when the next record comes, whenever the thread polls ({@link ThreadInFlight#beforePoll}),
 * and all of them at the commit barrier.
 *
 * <p>Once anything has failed it forwards nothing more: the thread dies uncommitted, and what was in flight is read
 * again. Used on the task's StreamThread only.
 */
final class InferTask<A> {
    /** A batch that ends wakes who waits for it or for its room; this is for deadlines and patience. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** While the engine is what all wait for, the other threads fill an open batch faster than this. */
    private static final Duration FILLING = Duration.ofMillis(1);

    /** Kafka Streams takes any number of milliseconds. */
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

    private final TaskContext<Outcome<A>> forwarding;
    private final CommitBarrier barrier;
    private final MicroBatcher batcher;
    private final InferLimits limits;
    private final CommitTurns turns;
    private final long commitIntervalNanos;
    private final ThreadInFlight thread = ThreadInFlight.ofThisThread();
    private final InFlightQueue<A> queue = new InFlightQueue<>(thread);
    private @Nullable RuntimeException failure;

    InferTask(
            ProcessorContext<byte[], Outcome<A>> context,
            CommitBarrier barrier,
            MicroBatcher batcher,
            InferLimits limits,
            CommitTurns turns) {
        this.forwarding = TaskContext.of(context);
        this.barrier = barrier;
        this.batcher = batcher;
        this.limits = limits;
        this.turns = turns;
        this.commitIntervalNanos = commitIntervalNanos(context);
        thread.attach(this);
    }

    private static long commitIntervalNanos(ProcessorContext<?, ?> context) {
        String millis = String.valueOf(context.appConfigs().get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG));
        return Duration.ofMillis(Math.min(Long.parseLong(millis), LONGEST_INTERVAL.toMillis()))
                .toNanos();
    }

    /** As {@link #failingFast} has it, without an object for the step: this is the path of every record. */
    void submit(Record<byte[], Submission<A>> record) {
        throwIfFailed();
        try {
            Submission<A> submission = record.value();
            take(new InFlight<>(record.key(), submission, forwarding.origin(record)), submission.deadlineEpochMillis());
        } catch (RuntimeException e) {
            fail(e);
            throw e;
        }
    }

    private void take(InFlight<A> next, long deadlineEpochMillis) {
        forwardDone();
        Patience patience = awaitQueueRoom(next);
        awaitBatchRoom(next, deadlineEpochMillis, patience);
        queue.add(next);
        forwardDone();
    }

    /** The commit barrier: returns when every record in flight has been forwarded. */
    void drain() {
        failingFast(() -> {
            if (queue.isEmpty()) {
                return;
            }
            thread.throwIfFailed();
            forwardDone();
            if (!queue.isEmpty()) {
                awaitAll();
            }
        });
    }

    /** The first task of the thread that has to wait closes the batches of all of them. */
    private void awaitAll() {
        long start = System.nanoTime();
        Patience patience = new Patience(start, limits.drainTimeout(), "a commit waited for its records in flight");
        if (thread.commit().begin(turns, commitIntervalNanos, start)) {
            if (thread.commit().isPressed()) {
                awaitFilling(patience);
            }
            batcher.flush();
        }
        for (InFlight<A> oldest = queue.oldest(); oldest != null; oldest = queue.oldest()) {
            awaitDone(oldest, patience);
            forwardDone();
        }
        thread.commit().drained(System.nanoTime());
    }

    /** A batch that ends wakes the thread before the time is over. */
    private void awaitFilling(Patience patience) {
        long end = System.nanoTime() + FILLING.toNanos();
        while (!queue.isEmpty() && end - System.nanoTime() > 0) {
            patience.pause(() -> LockSupport.parkNanos(this, end - System.nanoTime()));
            forwardDone();
        }
    }

    private void failingFast(Runnable step) {
        throwIfFailed();
        try {
            step.run();
        } catch (RuntimeException e) {
            fail(e);
            throw e;
        }
    }

    private void throwIfFailed() {
        if (failure != null) {
            throw new PenstockException(
                    FailureCategory.FATAL, "the infer stage has failed before: " + failure.getMessage(), failure);
        }
    }

    private void fail(RuntimeException cause) {
        failure = cause;
        thread.fail(cause);
    }

    /** Returns the patience it has begun to lose; null if there was room at once. */
    private @Nullable Patience awaitQueueRoom(InFlight<A> next) {
        if (!queue.isFullFor(next, limits)) {
            return null;
        }
        batcher.flush(); // the oldest record may lie in a batch that waits for more, of which this task is the only
        // source
        Patience patience = beginToWaitForRoom();
        for (InFlight<A> oldest = queue.oldest();
                oldest != null && queue.isFullFor(next, limits);
                oldest = queue.oldest()) {
            awaitDone(oldest, patience);
            thread.forwardDone();
        }
        return patience;
    }

    private void awaitBatchRoom(InFlight<A> next, long deadlineEpochMillis, @Nullable Patience begun) {
        Patience patience = begun;
        long seen = batcher.finishedBatches();
        while (!expired(next, deadlineEpochMillis) && !batcher.offer(next)) {
            thread.forwardDone();
            patience = patience == null ? beginToWaitForRoom() : patience;
            if (patience.isHalfGone()) {
                next.raise();
            }
            awaitRoom(seen, patience);
            seen = batcher.finishedBatches();
        }
    }

    private void awaitRoom(long seen, Patience patience) {
        patience.pause(() -> batcher.awaitRoom(seen, PAUSE.toNanos()));
    }

    private static boolean expired(InFlight<?> record, long deadlineEpochMillis) {
        if (deadlineEpochMillis == Submission.NO_DEADLINE || deadlineEpochMillis >= System.currentTimeMillis()) {
            return false;
        }
        record.refuse(new RecordException(
                RecordFailure.EXPIRED,
                "the deadline passed before the record was computed: deadline=" + deadlineEpochMillis));
        return true;
    }

    private Patience beginToWaitForRoom() {
        thread.commit().press();
        return new Patience(System.nanoTime(), limits.drainTimeout(), "a record waited for room in a micro-batch");
    }

    private void awaitDone(InFlight<A> record, Patience patience) {
        while (record.ending() == null) {
            patience.pause(() -> LockSupport.parkNanos(this, PAUSE.toNanos()));
        }
    }

    private void forwardDone() {
        for (InFlight<A> oldest = queue.oldest(); oldest != null; oldest = queue.oldest()) {
            Ticket.Ending ending = oldest.ending();
            if (ending == null) {
                return;
            }
            Outcome<A> outcome = outcome(oldest, ending);
            forwarding.forward(oldest.origin(), oldest.with(outcome));
            queue.removeOldest();
            oldest.release();
        }
    }

    private static <A> Outcome<A> outcome(InFlight<A> record, Ticket.Ending ending) {
        if (!(ending instanceof Ticket.Ending.Failed failed)) {
            return record;
        }
        if (failed.failure() instanceof RecordException rejected) {
            return new Outcome.Rejected<>(record.context(), rejected);
        }
        throw failed.failure();
    }

    /** Forwards what is done. */
    void look() {
        failingFast(this::forwardDone);
    }

    void abandon() {
        thread.detach(this);
        barrier.detach();
        queue.clear();
    }
}
