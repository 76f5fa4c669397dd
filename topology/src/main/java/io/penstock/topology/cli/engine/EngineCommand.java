package io.penstock.topology.cli.engine;

import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code penstock engine}. By itself it shows how it is used. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = {
            "Makes plans for GPUs from models, and makes sure that they are right.",
            "",
            "A plan is built for one model, GPU, TensorRT and precision, lies in a folder of plans beside a manifest,"
                    + " and serves once it was compared with its model."
        },
        footer = {
            "",
            "Example:",
            "  penstock engine build digits --precision fp16",
            "  penstock engine verify digits --precision fp16",
            "  penstock engine bench digits --precision fp16 --svg bench.svg"
        },
        synopsisSubcommandLabel = "COMMAND")
public final class EngineCommand implements Callable<Integer> {
    private static final int USAGE = 2;

    private final Terminal terminal;

    private EngineCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command with its own commands. */
    public static CommandLine line(Terminal terminal, StopSignal stop) {
        return new CommandLine(new EngineCommand(terminal))
                .addSubcommand(new BuildCommand(terminal, stop))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new AnalyzeCommand(terminal, stop))
                .addSubcommand(new BenchCommand(terminal))
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new InspectCommand(terminal))
                .addSubcommand(new PullCommand(terminal))
                .addSubcommand(new PushCommand(terminal));
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, terminal.err());
        return USAGE;
    }
}
