package io.penstock.topology.cli;

import io.penstock.topology.replay.ReplayListener;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Shows how far a replay has come, first over the requests, then over the results, and ends it when it shall stop. */
final class ReplayProgress implements ReplayListener, AutoCloseable {
    private final Terminal terminal;
    private final StopSignal stop;
    private @Nullable Progress progress;
    private boolean ofResults;

    ReplayProgress(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public void onRequests(long read, long range) {
        show("scored again", "requests", read, range);
    }

    @Override
    public void onResults(long read, long range) {
        if (!ofResults) {
            ofResults = true;
            close();
        }
        show("read", "results", read, range);
    }

    private void show(String task, String unit, long read, long range) {
        stop.check();
        Progress shown = progress == null ? terminal.longProgress(task, unit) : progress;
        progress = shown;
        shown.expect(range);
        shown.at(read);
    }

    @Override
    public void close() {
        Progress shown = progress;
        progress = null;
        if (shown != null) {
            shown.close();
        }
    }
}
