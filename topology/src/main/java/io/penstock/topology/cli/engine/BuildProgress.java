package io.penstock.topology.cli.engine;

import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import io.penstock.workshop.build.BuildListener;
import java.util.Optional;

/** Shows a build on the terminal: one bar at a time, for the outermost phase of several steps. Thread-safe. */
final class BuildProgress implements BuildListener, AutoCloseable {
    private static final int LEAST_STEPS = 2;

    private final Terminal terminal;
    private final StopSignal stop;
    private String shown = "";
    private Optional<Progress> bar = Optional.empty();

    BuildProgress(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public synchronized void phaseStarted(String phase, String parent, int steps) {
        if (steps >= LEAST_STEPS && bar.isEmpty()) {
            shown = phase;
            bar = Optional.of(terminal.progress(phase, steps));
        }
    }

    @Override
    public synchronized void stepDone(String phase, int step) {
        if (phase.equals(shown)) {
            bar.ifPresent(progress -> progress.at(step));
        }
    }

    @Override
    public synchronized void phaseFinished(String phase) {
        if (phase.equals(shown)) {
            close();
        }
    }

    @Override
    public boolean isCancelled() {
        return stop.requested().isPresent();
    }

    @Override
    public synchronized void close() {
        bar.ifPresent(Progress::close);
        bar = Optional.empty();
        shown = "";
    }
}
