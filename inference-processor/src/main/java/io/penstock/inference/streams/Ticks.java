package io.penstock.inference.streams;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * The punctuations at which a task with records in flight looks after them, as often as {@link TickPace} has it. An idle
 * task has none: each punctuation marks it for a commit. Used on the task's StreamThread only.
 */
final class Ticks {
    private final ProcessorContext<?, ?> context;
    private final Runnable look;
    private final TickPace pace = new TickPace();
    private @Nullable Cancellable scheduled;

    /** @param look what happens at each */
    Ticks(ProcessorContext<?, ?> context, Runnable look) {
        this.context = context;
        this.look = look;
    }

    /** A record came, and what was done was forwarded. */
    void recordCame(boolean someInFlight) {
        pace.recordCame();
        if (someInFlight && scheduled == null) {
            schedule();
        }
    }

    /** One has passed, and something is still in flight. */
    void goOn() {
        if (scheduled != null && pace.advance()) {
            scheduled.cancel();
            schedule();
        }
    }

    /** Nothing is in flight any more. */
    void stop() {
        if (scheduled != null) {
            scheduled.cancel();
            scheduled = null;
            pace.restart();
        }
    }

    private void schedule() {
        scheduled = context.schedule(
                Duration.ofMillis(pace.intervalMillis()), PunctuationType.WALL_CLOCK_TIME, now -> look.run());
    }
}
