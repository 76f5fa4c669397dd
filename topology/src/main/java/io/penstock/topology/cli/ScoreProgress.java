package io.penstock.topology.cli;

import io.penstock.topology.score.ScoreInput;
import io.penstock.topology.score.ScoreListener;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Shows how far a run has come and ends it when it shall stop. The rows of all inputs are estimated from the bytes that
 * have been read. Belongs to one thread.
 */
final class ScoreProgress implements ScoreListener, AutoCloseable {
    private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final double[] bytesBefore;
    private final Progress progress;
    private final StopSignal stop;
    private final String whileSilent;
    private long lastNanos = System.nanoTime();
    private boolean silent;
    private double begun = -1;
    private long rows;

    private ScoreProgress(double[] bytesBefore, Progress progress, StopSignal stop, String whileSilent) {
        this.bytesBefore = bytesBefore;
        this.progress = progress;
        this.stop = stop;
        this.whileSilent = whileSilent;
    }

    /** @param whileSilent what to say when nothing has come for ten seconds; empty for nothing */
    static ScoreProgress of(List<ScoreInput> inputs, Terminal terminal, StopSignal stop, String whileSilent)
            throws IOException {
        double[] before = new double[inputs.size() + 1];
        for (int i = 0; i < inputs.size(); i++) {
            before[i + 1] = before[i] + Math.max(1, inputs.get(i).bytes());
        }
        return new ScoreProgress(before, terminal.longProgress("scored", "rows"), stop, whileSilent);
    }

    @Override
    public void onRows(int more, int input, double fraction) {
        stop.check();
        lastNanos = System.nanoTime();
        silent = false;
        double bytes = bytesBefore[input] + fraction * (bytesBefore[input + 1] - bytesBefore[input]);
        double share = bytes / bytesBefore[bytesBefore.length - 1];
        if (begun < 0) {
            begun = rows == 0 ? share : begun;
        }
        rows += more;
        double done = share - begun;
        if (done > 0) {
            progress.expect(Math.round(rows / done * (1 - begun)));
        }
        progress.at(rows);
    }

    @Override
    public void onWait() {
        stop.check();
        if (!silent && !whileSilent.isEmpty() && System.nanoTime() - lastNanos > SILENCE_NANOS) {
            silent = true;
            progress.note(whileSilent);
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
