package io.penstock.topology.terminal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Tells the work in hand that it shall end. The work asks, gives up with {@link StoppedException} and closes what it
 * holds in order; nothing is torn down under it, as the JVM's own shutdown would do. Thread-safe.
 */
public final class StopSignal {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final AtomicReference<@Nullable StopRequest> request = new AtomicReference<>();

    /**
     * Takes SIGINT, SIGTERM and SIGHUP of this process over.
     *
     * @param first runs at the first of them, on a thread of the JVM's
     * @param again runs at each later one
     */
    public static StopSignal ofProcess(Runnable first, Runnable again) {
        StopSignal stop = new StopSignal();
        Signals.register("INT", () -> stop.hear(StopRequest.INTERRUPTED, first, again));
        Signals.register("TERM", () -> stop.hear(StopRequest.TERMINATED, first, again));
        Signals.register("HUP", () -> stop.hear(StopRequest.HUNG_UP, first, again));
        return stop;
    }

    private void hear(StopRequest heard, Runnable first, Runnable again) {
        boolean isFirst = request(heard);
        (isFirst ? first : again).run();
    }

    /** Asks the work to end; answers whether nobody had before. */
    public boolean request(StopRequest why) {
        boolean first = request.compareAndSet(null, why);
        requested.countDown();
        return first;
    }

    /** Who asked first, if anybody has. */
    public Optional<StopRequest> requested() {
        return Optional.ofNullable(request.get());
    }

    /**
     * Returns if the work may go on.
     *
     * @throws StoppedException if it shall end
     */
    public void check() {
        requested().ifPresent(why -> {
            throw new StoppedException(why);
        });
    }

    /** Waits until somebody asks, this long at the most; answers whether somebody has. */
    public boolean await(Duration timeout) {
        try {
            return requested.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Waits this long.
     *
     * @throws StoppedException as soon as the work shall end
     */
    public void pause(Duration duration) {
        await(duration);
        check();
    }
}
