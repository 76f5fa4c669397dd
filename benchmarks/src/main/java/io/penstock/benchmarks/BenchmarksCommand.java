package io.penstock.benchmarks;

import io.penstock.PenstockException;
import io.penstock.benchmarks.micro.JmhCommand;
import io.penstock.benchmarks.pipeline.PipelineCommand;
import io.penstock.benchmarks.rivals.RivalsCommand;
import io.penstock.local.LocalClusterException;
import io.penstock.topology.config.ConfigException;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.StoppedException;
import io.penstock.topology.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code benchmarks}. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description = "Measures Penstock. docs/benchmarks.md has the method.")
final class BenchmarksCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private BenchmarksCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The whole command line, writing to this terminal and stopping at this signal. */
    static CommandLine line(Terminal terminal, StopSignal stop) {
        return new CommandLine(new BenchmarksCommand(terminal))
                .addSubcommand(new PipelineCommand(terminal, stop))
                .addSubcommand(new JmhCommand(terminal))
                .addSubcommand(new RivalsCommand(terminal, stop))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failure, line, arguments) -> failed(failure, terminal));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.err());
        return USAGE;
    }

    private static int failed(Exception failure, Terminal terminal) {
        if (failure instanceof StoppedException stopped) {
            return stopped.request().exitCode();
        }
        if (failure instanceof PenstockException || failure instanceof LocalClusterException) {
            terminal.say("benchmarks: " + failure.getMessage());
        } else {
            failure.printStackTrace(terminal.err());
        }
        return failure instanceof ConfigException ? USAGE : FAILED;
    }
}
