package io.penstock.topology.cli.engine;

import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import io.penstock.workshop.build.BuildListener;
import java.util.Optional;

/** Shows a build on the terminal: one bar at a time, for an outermost phase with all in it, in percent. Thread-safe. */
final class BuildProgress implements BuildListener, AutoCloseable {
    private static final int WHOLE = 100;

    private final Terminal terminal;
    private final StopSignal stop;
    private final PhaseTree phases = new PhaseTree();
    private Optional<Progress> bar = Optional.empty();

    BuildProgress(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public synchronized void phaseStarted(String phase, String parent, int steps) {
        phases.started(phase, parent, steps);
        if (bar.isEmpty()) {
            bar = Optional.of(terminal.progress(phase + ", %", WHOLE));
        }
    }

    @Override
    public synchronized void stepDone(String phase, int step) {
        phases.stepDone(phase, step);
        show();
    }

    @Override
    public synchronized void phaseFinished(String phase) {
        show();
        phases.finished(phase);
        if (phases.isEmpty()) {
            bar.ifPresent(progress -> progress.at(WHOLE));
            close();
        }
    }

    private void show() {
        bar.ifPresent(progress -> {
            progress.doing(phases.innermost());
            progress.at((long) (WHOLE * phases.share()));
        });
    }

    @Override
    public boolean isCancelled() {
        return stop.requested().isPresent();
    }

    @Override
    public synchronized void close() {
        bar.ifPresent(Progress::close);
        bar = Optional.empty();
    }
}
