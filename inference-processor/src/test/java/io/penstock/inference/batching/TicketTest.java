package io.penstock.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.inference.IdRows;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TicketTest {
    private static final int TICKETS = 5_000;

    private final List<Ticket> tickets =
            Stream.generate(() -> new Ticket(IdRows.of(1))).limit(TICKETS).toList();
    private final AtomicInteger arrivals = new AtomicInteger();

    /** A batch may complete while another one's failure ends everything in flight. */
    @Test
    void endsOnceHoweverManyEndIt() {
        CompletableFuture<List<Ticket.@Nullable Ending>> other = CompletableFuture.supplyAsync(() -> endAll("other"));
        List<Ticket.@Nullable Ending> seen = endAll("this");

        assertThat(seen).isEqualTo(other.join());
    }

    /** Ticket by ticket at the same time as the other thread. */
    private List<Ticket.@Nullable Ending> endAll(String reason) {
        Ticket.Ending mine = new Ticket.Ending.Failed(new PenstockException(FailureCategory.FATAL, reason));
        AtomicInteger next = new AtomicInteger();
        return tickets.stream()
                .map(ticket -> {
                    arrivals.incrementAndGet();
                    awaitArrivals(2 * next.incrementAndGet());
                    ticket.end(mine);
                    return ticket.ending();
                })
                .toList();
    }

    private void awaitArrivals(int count) {
        while (arrivals.get() < count) {
            Thread.onSpinWait();
        }
    }
}
