package io.penstock.topology.cli;

import io.penstock.topology.terminal.StopSignal;
import java.time.Duration;
import java.util.Optional;

/** Holds back what is sent too early. Belongs to one thread. */
final class Pace {
    private final Optional<Double> perSecond;
    private final StopSignal stop;
    private final long start = System.nanoTime();

    /** @param perSecond how many a second; empty for as fast as they go */
    Pace(Optional<Double> perSecond, StopSignal stop) {
        this.perSecond = perSecond;
        this.stop = stop;
    }

    /**
     * Returns when the next is due, {@code before} having gone before it.
     *
     * @throws io.penstock.topology.terminal.StoppedException if none shall go any more
     */
    void await(long before) {
        stop.check();
        perSecond.ifPresent(rate -> {
            long early = start + (long) (before / rate * 1e9) - System.nanoTime();
            if (early > 0) {
                stop.pause(Duration.ofNanos(early));
            }
        });
    }
}
