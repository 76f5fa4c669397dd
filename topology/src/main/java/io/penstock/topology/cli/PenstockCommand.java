package io.penstock.topology.cli;

import io.penstock.topology.cli.engine.EngineCommand;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that has all others. By itself it shows how it is used. */
@Command(
        name = "penstock",
        mixinStandardHelpOptions = true,
        description =
                "Kafka-native GPU inference for the JVM: requests from a topic, micro-batched over all partitions,"
                        + " answered on a topic, exactly once.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; for dev, run and consume also: stopped by Ctrl-C or SIGTERM and ended cleanly",
            "1:failed while it ran",
            "2:the command line or a configuration is wrong",
            "130:interrupted by Ctrl-C before it was done",
            "143:the same by SIGTERM"
        },
        footer = {
            "",
            "Start with:",
            "  penstock demo           real images through a real broker, with a report",
            "  penstock COMMAND --help",
            "",
            "Completion for bash and zsh: source <(penstock generate-completion)"
        })
final class PenstockCommand implements Callable<Integer> {
    private static final int LEAST_COLUMNS = 60;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private PenstockCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log more, and show the stack trace of a failure.")
    void verbose(boolean wanted) {
        if (wanted) {
            Logging.verbose();
        }
    }

    /** The whole command line, writing to this terminal and stopping at this signal. */
    static CommandLine line(Terminal terminal, StopSignal stop) {
        CommandLine line = new CommandLine(new PenstockCommand(terminal))
                .addSubcommand(new CommandLine(new DemoCommand(terminal, stop))
                        .addSubcommand(new RecommendationDemoCommand(terminal, stop)))
                .addSubcommand(new DevCommand(terminal, stop))
                .addSubcommand(new RunCommand(terminal, stop))
                .addSubcommand(new ValidateCommand(terminal))
                .addSubcommand(new ProduceCommand(terminal, stop))
                .addSubcommand(new ConsumeCommand(terminal, stop))
                .addSubcommand(new TopicsCommand(terminal))
                .addSubcommand(new EvaluateCommand(terminal))
                .addSubcommand(new ScoreCommand(terminal, stop))
                .addSubcommand(new BenchCommand(terminal, stop))
                .addSubcommand(EngineCommand.line(terminal, stop))
                .addSubcommand(new GenerateCompletion());
        line.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .versionProvider(new Version()));
        Failures failures = new Failures(terminal);
        return line.setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.outStyle() == Style.ANSI ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.max(LEAST_COLUMNS, terminal.columns()))
                .setUsageHelpLongOptionsMaxWidth(LEAST_COLUMNS / 2)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.err());
        return ExitCodes.USAGE;
    }

    /** Writes through the stream, so that its charset holds and not the platform's. */
    private static PrintWriter writer(PrintStream stream) {
        Writer through = new Writer() {
            @Override
            public void write(char[] characters, int from, int count) {
                stream.print(new String(characters, from, count));
            }

            @Override
            public void flush() {
                stream.flush();
            }

            @Override
            public void close() {
                flush();
            }
        };
        return new PrintWriter(through, true);
    }
}
