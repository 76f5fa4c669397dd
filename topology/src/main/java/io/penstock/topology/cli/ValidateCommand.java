package io.penstock.topology.cli;

import io.penstock.PenstockException;
import io.penstock.topology.config.InferConfig;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.StageConfig;
import io.penstock.topology.config.StageName;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.terminal.Table;
import io.penstock.topology.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock validate}. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a pipeline without running it.",
            "",
            "Lists every problem of the file, each with its key and line, or says what the pipeline would do. Asks"
                    + " neither the broker nor the registry."
        },
        footer = {"", "Example:", "  penstock validate -f pipeline.yaml"},
        sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PipelineFile file = new PipelineFile();

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PipelineConfig config = PipelineConfig.load(file.path());
        BoundStages stages = BoundStages.of(config, Stages.load());
        terminal.print(file.path() + ": no problems");
        describe(config, stages).lines(terminal.outStyle()).forEach(terminal::print);
        return ExitCodes.OK;
    }

    private static Table describe(PipelineConfig config, BoundStages stages) {
        InferConfig infer = stages.infer();
        return Table.ofWords()
                .row("pipeline", config.name(), config.run().guarantee().toString())
                .row("reads", config.input().topic(), "at " + config.kafka().get("bootstrap.servers"))
                .row(
                        "writes",
                        config.output().topic(),
                        "dead letters to " + config.deadLetters().topic())
                .row("stages", Counted.of(config.stages().size(), "stage"), stages(config))
                .row("model", stages.binding().name(), model(stages))
                .row("batches", infer.maxBatch() + " rows", batches(infer))
                .row("backend", infer.backend(), config.runs(StageName.INFER) ? backend(infer) : "runs elsewhere");
    }

    private static String stages(PipelineConfig config) {
        return config.stages().stream().map(stage -> stage(config, stage)).collect(Collectors.joining(", "));
    }

    private static String model(BoundStages stages) {
        return "version " + stages.binding().version() + ": " + stages.model().description();
    }

    private static String batches(InferConfig infer) {
        return "at most, or what has come %d ms after the first; %s"
                .formatted(infer.window().toMillis(), sessions(infer));
    }

    private static String sessions(InferConfig infer) {
        String each = infer.sessions() + " sessions";
        return infer.devices().equals(List.of(0)) ? each : each + " on each device of " + infer.devices();
    }

    private static String stage(PipelineConfig config, StageName stage) {
        String name = stage.name().toLowerCase(Locale.ROOT);
        return switch (stage) {
            case PREPROCESS ->
                name + config.preprocess().map(ValidateCommand::type).orElse("");
            case INFER -> name;
            case POSTPROCESS ->
                name + config.postprocess().map(ValidateCommand::type).orElse("");
        };
    }

    private static String type(StageConfig stage) {
        return " (" + stage.type() + ")";
    }

    private static String backend(InferConfig infer) {
        try {
            Backends.Choice choice = Backends.load().choose(infer.backend());
            return choice.provider().name() + " (" + choice.reason() + ")";
        } catch (PenstockException e) {
            return "none on this machine: " + e.getMessage();
        }
    }
}
