package io.penstock.topology.cli;

import io.penstock.topology.terminal.StopRequest;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;

/** The process: its terminal, its signals, its exit code. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        StopSignal stop = StopSignal.ofProcess(
                () -> terminal.say(System.lineSeparator() + "Stopping; once more to stop at once."),
                () -> Runtime.getRuntime().halt(StopRequest.INTERRUPTED.exitCode()));
        System.exit(execute(terminal, stop, arguments));
    }

    private static int execute(Terminal terminal, StopSignal stop, String[] arguments) {
        TemporaryFolder folder = TemporaryFolder.ofProcess();
        try (folder) {
            return PenstockCommand.line(terminal, stop).execute(arguments);
        }
    }
}
