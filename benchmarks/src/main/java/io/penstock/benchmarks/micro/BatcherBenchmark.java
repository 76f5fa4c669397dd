package io.penstock.benchmarks.micro;

import io.penstock.inference.RowSource;
import io.penstock.inference.batching.BatchListener;
import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.batching.NanoClock;
import io.penstock.inference.batching.SessionPool;
import io.penstock.inference.batching.Ticket;
import io.penstock.inference.policy.BatchLimits;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A record's way through the micro-batcher: claimed, written, computed in no time, ended. Batches of 64 rows of 100 B. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatcherBenchmark {
    static final int ROWS = 64;

    private final RowSource row = new BytesRow(new byte[100]);
    private MicroBatcher batcher = batcher();

    /** A batcher over an engine that takes no time, whose window never passes. */
    static MicroBatcher batcher() {
        BatchLimits limits = new BatchLimits(ROWS, Duration.ofSeconds(10).toNanos(), false, 1, 2, 8 * ROWS, 1 << 24);
        SessionPool sessions = SessionPool.open(List.of(new InstantEngine(ROWS)), 2);
        return MicroBatcher.start("instant", limits, sessions, NanoClock.SYSTEM, BatchListener.NONE);
    }

    /** Closes the batcher that the fields began with, so that each trial has its own. */
    @Setup
    public void open() {
        batcher.close();
        batcher = batcher();
    }

    @TearDown
    public void close() {
        batcher.close();
    }

    /** From the ticket to its ending. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Ticket.Ending submitAndComplete() {
        Ticket ticket = new Ticket(row);
        batcher.offer(ticket);
        for (int i = 1; i < ROWS; i++) {
            ticket = new Ticket(row);
            batcher.offer(ticket);
        }
        return Objects.requireNonNull(ticket.ending(), "a full batch has been computed");
    }
}
