package io.penstock.inference.batching;

import io.penstock.inference.IdRows;
import io.penstock.inference.policy.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Online requests that arrive at random, and how long each took from when it was due. */
final class OnlineLatency {
    private final MicroBatcher batcher;

    OnlineLatency(MicroBatcher batcher) {
        this.batcher = batcher;
    }

    /** The 99th percentile over so many requests, one every {@code gap} on average. */
    Duration p99(int requests, Duration gap) throws InterruptedException {
        Random random = new Random(1);
        List<Ticket> tickets = new ArrayList<>();
        List<Long> lateNanos = new ArrayList<>();
        long dueNanos = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            dueNanos += (long) (-Math.log(1 - random.nextDouble()) * gap.toNanos());
            parkUntil(dueNanos);
            lateNanos.add(System.nanoTime() - dueNanos);
            Ticket ticket = new Ticket(IdRows.of(i), Priority.ONLINE);
            batcher.put(ticket);
            tickets.add(ticket);
        }
        List<Long> latencies = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            latencies.add(lateNanos.get(i) + nanos(tickets.get(i)));
        }
        return Duration.ofNanos(latencies.stream().sorted().toList().get(requests * 99 / 100));
    }

    private static void parkUntil(long dueNanos) {
        for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** From its offer to the end of its batch, as the batcher saw it. */
    private static long nanos(Ticket ticket) throws InterruptedException {
        ticket.awaitEnding();
        return BatcherUnderTest.computed(ticket).queueNanos() + ticket.batch().computeNanos();
    }
}
