package io.penstock.topology.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Long progress as lines of text with its rate and the time left, one every five seconds at the most. */
final class EstimatedReports implements Progress {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintStream out;
    private final String task;
    private final String unit;
    private final LongSupplier nanoTime;
    private final long start;
    private long reportedAt;
    private long done;
    private long total;
    private boolean closed;

    EstimatedReports(PrintStream out, String task, String unit, LongSupplier nanoTime) {
        this.out = out;
        this.task = task;
        this.unit = unit;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.reportedAt = start;
    }

    @Override
    public void expect(long better) {
        total = better;
    }

    @Override
    public void note(String line) {
        out.println(line);
    }

    @Override
    public void at(long reached) {
        done = reached;
        long now = nanoTime.getAsLong();
        if (now - reportedAt >= INTERVAL_NANOS) {
            reportedAt = now;
            double perSecond = done / seconds(now);
            out.printf(
                    Locale.ROOT,
                    "%s: %,d of about %,d %s, %,.0f/s, %,.0f s left%n",
                    task,
                    done,
                    Math.max(done, total),
                    unit,
                    perSecond,
                    Math.max(0, total - done) / perSecond);
        }
    }

    private double seconds(long now) {
        return (now - start) / 1e9;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            out.printf(Locale.ROOT, "%s: %,d %s in %.1f s%n", task, done, unit, seconds(nanoTime.getAsLong()));
        }
    }
}
