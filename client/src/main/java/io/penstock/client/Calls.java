package io.penstock.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The calls in flight, at most so many. Whoever takes one out of here ends it. Thread-safe. */
final class Calls {
    private final int most;
    private final Duration timeout;
    private final WhenFull whenFull;
    private final Semaphore room;
    private final Map<Long, Call> inFlight = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile @Nullable ClientClosedException stopped;

    Calls(int most, Duration timeout, WhenFull whenFull) {
        this.most = most;
        this.timeout = timeout;
        this.whenFull = whenFull;
        this.room = new Semaphore(most);
    }

    /**
     * Takes a call in, if need be once there is room.
     *
     * @return its number
     * @throws InferenceException if there is no room, or the client has stopped
     */
    long admit(Call call) {
        throwIfStopped();
        awaitRoom(call);
        long number = numbers.incrementAndGet();
        inFlight.put(number, call);
        if (stopped != null && take(number).isPresent()) {
            throwIfStopped();
        }
        return number;
    }

    private void awaitRoom(Call call) {
        if (room.tryAcquire()) {
            return;
        }
        if (whenFull == WhenFull.FAIL) {
            throw new OverloadedException("too many requests are in flight: id=" + call.id() + ", maxInFlight=" + most);
        }
        try {
            if (!room.tryAcquire(timeout.toNanos() - call.waitedNanos(System.nanoTime()), TimeUnit.NANOSECONDS)) {
                throw new AnswerTimeoutException("no room for the request came in time: id=" + call.id() + ", timeout="
                        + timeout.toMillis() + " ms, maxInFlight=" + most);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestNotSentException("interrupted while waiting for room: id=" + call.id(), e);
        }
    }

    /**
     * Returns while the client takes requests.
     *
     * @throws ClientClosedException why it does not any more
     */
    void throwIfStopped() {
        ClientClosedException reason = stopped;
        if (reason != null) {
            throw reason;
        }
    }

    /** The call of this number, which is in flight no more; empty if it was not. */
    Optional<Call> take(long number) {
        Call call = inFlight.remove(number);
        if (call != null) {
            room.release();
        }
        return Optional.ofNullable(call);
    }

    /** Ends the calls that have waited for too long, and forgets those that their callers have ended. */
    void expire(long nowNanos) {
        inFlight.forEach((number, call) -> {
            if (call.future().isDone()) {
                take(number);
            } else if (call.waitedNanos(nowNanos) >= timeout.toNanos()) {
                take(number)
                        .ifPresent(late -> late.fail(new AnswerTimeoutException("no answer came in time: id="
                                + late.id() + ", timeout=" + timeout.toMillis() + " ms")));
            }
        });
    }

    /** Takes no more calls; the first reason counts. */
    void stop(ClientClosedException reason) {
        if (stopped == null) {
            stopped = reason;
        }
    }

    /** Ends every call that is left. */
    void failAll(InferenceException reason) {
        inFlight.keySet().forEach(number -> take(number).ifPresent(call -> call.fail(reason)));
    }

    /** Waits until nothing is in flight, at most this long; false if something still is. */
    boolean awaitNone(Duration longest) {
        try {
            return room.tryAcquire(most, longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int inFlight() {
        return inFlight.size();
    }
}
