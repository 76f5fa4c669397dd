package io.penstock.topology.cli.engine;

import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/**
 * A command that has run.
 *
 * @param exitCode what it ended with
 * @param out what it printed
 * @param err what it said beside that
 * @param failure what it threw; empty if nothing
 */
record CommandLineRun(int exitCode, String out, String err, String failure) {
    static CommandLineRun of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        StringBuilder failure = new StringBuilder();
        Terminal terminal = new Terminal(stream(out), stream(err), Style.PLAIN, false, true, 100);
        CommandLine line = EngineCommand.line(terminal, new StopSignal())
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    failure.append(thrown.getMessage());
                    return 1;
                })
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        int exitCode = line.execute(arguments);
        return new CommandLineRun(exitCode, text(out), text(err), failure.toString());
    }

    private static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(StandardCharsets.UTF_8);
    }
}
