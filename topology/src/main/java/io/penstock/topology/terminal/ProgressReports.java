package io.penstock.topology.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress as lines of text, one every other second at the most, for files and pipes. */
final class ProgressReports implements Progress {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintStream out;
    private final String task;
    private final long total;
    private final LongSupplier nanoTime;
    private final long start;
    private long reportedAt;
    private long done;
    private String doing = "";
    private boolean closed;

    ProgressReports(PrintStream out, String task, long total, LongSupplier nanoTime) {
        this.out = out;
        this.task = task;
        this.total = total;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.reportedAt = start;
    }

    @Override
    public void doing(String what) {
        doing = what;
    }

    @Override
    public void at(long reached) {
        done = reached;
        long now = nanoTime.getAsLong();
        if (now - reportedAt >= INTERVAL_NANOS && done != total) {
            reportedAt = now;
            report(doing.isEmpty() ? "" : ", " + doing);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            report(String.format(Locale.ROOT, " in %.1f s", (nanoTime.getAsLong() - start) / 1e9));
        }
    }

    private void report(String after) {
        String of = total < 0 ? "" : String.format(Locale.ROOT, " of %,d", total);
        out.printf(Locale.ROOT, "%s: %,d%s%s%n", task, done, of, after);
    }
}
