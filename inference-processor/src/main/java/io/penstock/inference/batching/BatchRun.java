package io.penstock.inference.batching;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.Completion;
import io.penstock.engine.EngineException;
import io.penstock.engine.RunReport;
import io.penstock.inference.BatchReport;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs one closed batch to its end. A part that the engine refuses is halved until the culprit is alone; a transient
 * failure is tried again; a fatal one stops the batcher. Parts run one after the other on the batch's session.
 */
final class BatchRun implements Completion {
    /** How often a part is tried again after transient failures before the failure counts as fatal. */
    static final int ATTEMPTS = 3;

    /** What the batcher learns of a run. */
    interface Owner {
        void finished(MicroBatch batch);

        void failed(PenstockException fatal);
    }

    /** @param next the part that waits behind it */
    private record Part(int from, int to, int attempt, @Nullable Part next) {}

    private final MicroBatch batch;
    private final NanoClock clock;
    private final BatchListener listener;
    private final Owner owner;
    private final AtomicInteger turns = new AtomicInteger();
    private @Nullable Part waiting;
    private @Nullable Part current;
    private long startNanos;

    BatchRun(MicroBatch batch, NanoClock clock, BatchListener listener, Owner owner) {
        this.batch = batch;
        this.clock = clock;
        this.listener = listener;
        this.owner = owner;
    }

    void start() {
        push(0, batch.tickets().size(), 1);
        takeTurn();
    }

    /** Starts the next part. A completion inside {@code run} counts a turn instead of recursing. */
    private void takeTurn() {
        if (turns.getAndIncrement() > 0) {
            return;
        }
        do {
            runNext();
        } while (turns.decrementAndGet() > 0);
    }

    private void push(int from, int to, int attempt) {
        waiting = new Part(from, to, attempt, waiting);
    }

    private void runNext() {
        Part part = waiting;
        current = part;
        if (part == null) {
            owner.finished(batch);
            return;
        }
        waiting = part.next;
        List<Ticket> tickets = batch.tickets();
        int firstRow = tickets.get(part.from).firstRow();
        Ticket last = tickets.get(part.to - 1);
        startNanos = clock.nanoTime();
        try {
            batch.session().run(firstRow, last.firstRow() + last.rows() - firstRow, this);
        } catch (RuntimeException | Error unforeseen) {
            owner.failed(fatal("the engine could not start a run: " + unforeseen, unforeseen));
        }
    }

    @Override
    public void completed(RunReport run) {
        Part part = part();
        try {
            deliver(part, run);
        } catch (RuntimeException | Error unforeseen) {
            owner.failed(fatal("the engine's outputs could not be read: " + unforeseen, unforeseen));
            return;
        }
        takeTurn();
    }

    private void deliver(Part part, RunReport run) {
        BatchReport report = new BatchReport(
                batch.id(),
                run.rows(),
                run.computedRows(),
                run.computeNanos(),
                batch.pooled().info());
        BatchOutputs outputs = batch.pooled().outputs().copy(batch.session(), run.rows(), part.to - part.from);
        listener.onComputed(report);
        List<Ticket> tickets = batch.tickets();
        Ticket.Ending computed = new Ticket.Ending.Computed(
                report, outputs, tickets.get(part.from).firstRow(), computationStart(run));
        int endedBefore = 0;
        for (int i = part.from; i < part.to; i++) {
            endedBefore += tickets.get(i).end(computed) ? 0 : 1;
        }
        if (endedBefore > 0) {
            outputs.release(endedBefore);
        }
        batch.wakeOwners();
    }

    /** A backend whose runs wait for their turn begins later than it was asked to. */
    private long computationStart(RunReport run) {
        return Math.max(startNanos, clock.nanoTime() - run.computeNanos());
    }

    @Override
    public void failed(PenstockException failure) {
        Part part = part();
        listener.onFailed(part.to - part.from, String.valueOf(failure.getMessage()));
        switch (failure.category()) {
            case RECORD -> splitOrReject(part, failure);
            case TRANSIENT -> {
                if (part.attempt == ATTEMPTS) {
                    owner.failed(fatal("a batch failed " + ATTEMPTS + " times: " + failure.getMessage(), failure));
                    return;
                }
                push(part.from, part.to, part.attempt + 1);
            }
            case FATAL -> {
                owner.failed(failure);
                return;
            }
        }
        takeTurn();
    }

    private void splitOrReject(Part part, PenstockException failure) {
        if (part.to - part.from == 1) {
            RecordException rejected = failure instanceof RecordException known
                    ? known
                    : new RecordException(
                            RecordFailure.ENGINE_REJECTED,
                            "the engine refused these rows: " + failure.getMessage(),
                            failure);
            batch.tickets().get(part.from).end(new Ticket.Ending.Failed(rejected));
            batch.wakeOwners();
            return;
        }
        int middle = (part.from + part.to) >>> 1;
        push(middle, part.to, 1);
        push(part.from, middle, 1);
    }

    private Part part() {
        Part part = current;
        if (part == null) {
            throw new IllegalStateException("a completion without a run: batch=" + batch.id());
        }
        return part;
    }

    static PenstockException fatal(String message, Throwable cause) {
        return new EngineException(FailureCategory.FATAL, message, cause);
    }
}
