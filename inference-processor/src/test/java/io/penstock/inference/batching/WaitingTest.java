package io.penstock.inference.batching;

import static io.penstock.inference.batching.BatcherUnderTest.ids;
import static io.penstock.inference.batching.BatcherUnderTest.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.inference.IdModel;
import io.penstock.inference.IdRows;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link MicroBatcher#put} and {@link Ticket#awaitEnding} while the only session is taken. */
@Timeout(60)
final class WaitingTest {
    private final BatcherUnderTest test = BatcherUnderTest.of(IdModel.engine(1), limits(1, 1), new SimulatedClock());
    private final SlowRows slow = new SlowRows();
    private final Thread writer = new Thread(() -> test.batcher.offer(new Ticket(slow)));

    @BeforeEach
    void takeTheSession() throws InterruptedException {
        writer.start();
        slow.awaitWriting();
    }

    @AfterEach
    void close() throws InterruptedException {
        slow.letWrite();
        writer.join();
        test.close();
    }

    @Test
    void putsWhatHadNoRoomAndWaitsForItsResults() throws InterruptedException {
        var next = new Ticket(IdRows.of(9));
        assertThat(test.batcher.offer(next)).isFalse();

        slow.letWrite();
        test.batcher.put(next);

        assertThat(next.awaitEnding()).isSameAs(next.ending());
        assertThat(ids(next)).containsExactly(9L);
    }

    @Test
    void leavesATicketWhenItsThreadIsInterruptedBeforeThereIsRoom() {
        var next = new Ticket(IdRows.of(9));

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> test.batcher.put(next)).isInstanceOf(InterruptedException.class);
        assertThat(next.ending()).isNull();
        assertThat(test.batcher.inFlightRows()).isEqualTo(1);
    }

    @Test
    void stopsWaitingForAnEndingWhenItsThreadIsInterrupted() {
        var next = new Ticket(IdRows.of(9));

        Thread.currentThread().interrupt();
        assertThatThrownBy(next::awaitEnding).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void refusesAWaitingTicketOnceTheBatcherIsClosed() {
        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> put(new Ticket(IdRows.of(9))));
        CompletableFuture<Void> closed = CompletableFuture.runAsync(test.batcher::close);

        assertThatThrownBy(put::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        slow.letWrite();
        closed.join();
    }

    private void put(Ticket ticket) {
        try {
            test.batcher.put(ticket);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
