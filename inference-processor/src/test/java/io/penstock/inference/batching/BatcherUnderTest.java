package io.penstock.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.PenstockException;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.inference.IdModel;
import io.penstock.inference.IdRows;
import io.penstock.inference.RowSource;
import io.penstock.inference.policy.BatchLimits;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/** A batcher over a fake engine, with what its listener heard; owns both. */
final class BatcherUnderTest implements AutoCloseable {
    static final Duration WINDOW = Duration.ofMillis(5);

    final FakeEngine engine;
    final RecordedBatches heard = new RecordedBatches();
    final MicroBatcher batcher;

    private BatcherUnderTest(FakeEngine engine, BatchLimits limits, NanoClock clock) {
        this.engine = engine;
        this.batcher =
                MicroBatcher.start("ids", limits, SessionPool.open(List.of(engine), limits.sessions()), clock, heard);
    }

    static BatcherUnderTest of(FakeEngine.Builder engine, BatchLimits limits, NanoClock clock) {
        return new BatcherUnderTest(engine.build(), limits, clock);
    }

    /** Batches close when they are full or flushed: the clock stands still. */
    static BatcherUnderTest untimed(FakeEngine.Builder engine, int maxRows) {
        return of(engine, limits(maxRows, 2), new SimulatedClock());
    }

    /** Room for everything, not eager. */
    static BatchLimits limits(int maxRows, int sessions) {
        return new BatchLimits(maxRows, WINDOW.toNanos(), false, sessions, 1L << 20, 1L << 30);
    }

    Ticket offer(RowSource rows) {
        Ticket ticket = new Ticket(rows);
        assertThat(batcher.offer(ticket)).isTrue();
        return ticket;
    }

    List<Ticket> offerIds(long from, long to) {
        return LongStream.range(from, to).mapToObj(id -> offer(IdRows.of(id))).toList();
    }

    /** The ticket, which has been computed. */
    static Ticket computed(Ticket ticket) {
        assertThat(ticket.ending()).isInstanceOf(Ticket.Ending.Computed.class);
        return ticket;
    }

    static List<Long> ids(Ticket ticket) {
        return IdModel.ids(computed(ticket).results());
    }

    static PenstockException failure(Ticket ticket) {
        Ticket.Ending ending = ticket.ending();
        assertThat(ending).isInstanceOf(Ticket.Ending.Failed.class);
        return ((Ticket.Ending.Failed) Objects.requireNonNull(ending)).failure();
    }

    @Override
    public void close() {
        batcher.close();
        engine.close();
    }
}
