package io.penstock.topology.cli;

import io.penstock.topology.score.ScoreInput;
import io.penstock.topology.score.ScoreListener;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.util.List;

/**
 * Shows how far a run has come and ends it when it shall stop. The rows of all inputs are estimated from the bytes that
 * have been read. Belongs to one thread.
 */
final class ScoreProgress implements ScoreListener, AutoCloseable {
    private final double[] bytesBefore;
    private final Progress progress;
    private final StopSignal stop;
    private double begun = -1;
    private long rows;

    private ScoreProgress(double[] bytesBefore, Progress progress, StopSignal stop) {
        this.bytesBefore = bytesBefore;
        this.progress = progress;
        this.stop = stop;
    }

    static ScoreProgress of(List<ScoreInput> inputs, Terminal terminal, StopSignal stop) throws IOException {
        double[] before = new double[inputs.size() + 1];
        for (int i = 0; i < inputs.size(); i++) {
            before[i + 1] = before[i] + Math.max(1, inputs.get(i).bytes());
        }
        return new ScoreProgress(before, terminal.longProgress("scored", "rows"), stop);
    }

    @Override
    public void onRows(int more, int input, double fraction) {
        stop.check();
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
    }

    @Override
    public void close() {
        progress.close();
    }
}
