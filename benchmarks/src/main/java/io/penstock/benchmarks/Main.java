package io.penstock.benchmarks;

import io.penstock.topology.terminal.StopRequest;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;

/** The process: its terminal, its signals, its exit code. */
public final class Main {
    private Main() {}

    /** Runs one benchmark and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        StopSignal stop = StopSignal.ofProcess(
                () -> terminal.say(System.lineSeparator() + "Stopping; once more to stop at once."),
                () -> Runtime.getRuntime().halt(StopRequest.INTERRUPTED.exitCode()));
        System.exit(BenchmarksCommand.line(terminal, stop).execute(arguments));
    }
}
