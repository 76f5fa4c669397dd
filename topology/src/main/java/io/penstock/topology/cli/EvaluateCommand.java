package io.penstock.topology.cli;

import io.penstock.inference.batching.BatchListener;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.demo.DigitsPipeline;
import io.penstock.topology.demo.HeldOutImages;
import io.penstock.topology.demo.Score;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.engine.RunningModel;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.terminal.Terminal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures a model's accuracy on images that its training never saw.",
            "",
            "Runs the model's held-out images through a pipeline's preprocess, infer and postprocess stages in this"
                    + " process, without Kafka, and compares with what model.yaml states. Ends with 1 if that is another or, at a precision lower than"
                    + " fp32, if more is lost than the model's tolerance allows."
        },
        footer = {"", "Examples:", "  penstock evaluate digits", "  penstock evaluate my-model -f pipeline.yaml"},
        sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "MODEL", arity = "0..1", description = "The model. Default: that of the pipeline.")
    private @Nullable String model;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The pipeline whose stages it goes through. Default: that of the demo, for digits.")
    private @Nullable Path file;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path given = file;
        PipelineConfig config = given == null ? DigitsPipeline.config(Map.of()) : PipelineConfig.load(given);
        BoundStages stages = BoundStages.of(config, Stages.load());
        String served = stages.binding().name();
        if (model != null && !model.equals(served)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the pipeline serves " + served + ", not " + model + ": name one that does with -f FILE");
        }
        try (RunningModel running =
                RunningModel.start(stages.model(), stages.infer(), Backends.load(), BatchListener.NONE)) {
            Score score = new Accuracy(
                            stages, running.batcher(), running.engines().get(0).precision())
                    .on(HeldOutImages.of(stages.model()));
            return report(served, running, score);
        }
    }

    private int report(String served, RunningModel running, Score score) {
        terminal.print("%s: %.2f %% (%d of %d held-out images)"
                .formatted(served, 100 * score.accuracy(), score.right(), score.total()));
        terminal.print("computed by " + running.description());
        if (score.isGood()) {
            String outcome = score.isAsStated() ? "the same" : "within what this precision may lose";
            terminal.print(String.format(Locale.ROOT, "model.yaml states %.4f: %s", score.stated(), outcome));
            return ExitCodes.OK;
        }
        terminal.say(String.format(
                Locale.ROOT,
                "penstock evaluate: the accuracy is %.4f, model.yaml states %.4f",
                score.accuracy(),
                score.stated()));
        return ExitCodes.FAILED;
    }
}
