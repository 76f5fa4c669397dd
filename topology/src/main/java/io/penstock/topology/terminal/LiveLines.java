package io.penstock.topology.terminal;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Some lines that change. On a terminal each showing writes over the one before, a few times a second; elsewhere only the
 * first line is written, every now and then. Belongs to one thread.
 */
public final class LiveLines {
    private static final long LIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final String CLEAR_LINE = "\u001B[2K";

    private final Terminal terminal;
    private final LongSupplier clock;
    private final long startNanos;
    private int shown;
    private long nextNanos;

    /**
     * Nothing is shown yet.
     *
     * @param clock in nanoseconds, such as {@code System::nanoTime}
     */
    public LiveLines(Terminal terminal, LongSupplier clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.startNanos = clock.getAsLong();
    }

    /** Whether it is time to show something new. */
    public boolean isDue() {
        return clock.getAsLong() - startNanos >= nextNanos;
    }

    /** Shows these lines, each cut to the terminal's width. */
    public void show(List<String> lines) {
        nextNanos = clock.getAsLong() - startNanos + (terminal.live() ? LIVE_NANOS : REPORT_NANOS);
        if (!terminal.live()) {
            lines.stream().limit(1).forEach(terminal::say);
            return;
        }
        if (shown > 0) {
            terminal.err().print("\u001B[" + shown + "A");
        }
        lines.forEach(line -> terminal.say(CLEAR_LINE + cut(line)));
        shown = lines.size();
    }

    private String cut(String line) {
        return line.length() <= terminal.columns() ? line : line.substring(0, terminal.columns());
    }
}
