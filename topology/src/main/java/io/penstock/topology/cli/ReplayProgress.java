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
    private @Nullable Progress requests;
    private @Nullable Progress results;

    ReplayProgress(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public void onRequests(long read, long range) {
        stop.check();
        Progress progress = requests == null ? terminal.longProgress("scored again", "requests") : requests;
        requests = progress;
        show(progress, read, range);
    }

    @Override
    public void onResults(long read, long range) {
        stop.check();
        close(requests);
        Progress progress = results == null ? terminal.longProgress("read", "results") : results;
        results = progress;
        show(progress, read, range);
    }

    private static void show(Progress progress, long read, long range) {
        progress.expect(range);
        progress.at(read);
    }

    private static void close(@Nullable Progress progress) {
        if (progress != null) {
            progress.close();
        }
    }

    @Override
    public void close() {
        close(requests);
        close(results);
    }
}
