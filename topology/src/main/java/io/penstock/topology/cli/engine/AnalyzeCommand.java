package io.penstock.topology.cli.engine;

import io.penstock.topology.model.Model;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Table;
import io.penstock.topology.terminal.Terminal;
import io.penstock.workshop.analyze.LayerLoss;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.verify.Verification;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock engine analyze}. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the layers that cost a plan its accuracy, and those to keep in a higher precision.",
            "",
            "Compares what every layer gives with ONNX Runtime, ranks the layers by the error that each adds, and keeps"
                    + " the worst in fp32, more and more of them, until the plan is within its tolerance."
        },
        sortOptions = false)
final class AnalyzeCommand implements Callable<Integer> {
    private static final int OK = 0;
    private static final int FAILED = 1;

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    private BuildOptions options = new BuildOptions();

    @Option(names = "--rows", paramLabel = "N", defaultValue = "64", description = "Random rows. Default: 64.")
    private int rows = 64;

    @Option(names = "--top", paramLabel = "N", defaultValue = "15", description = "The layers to show. Default: 15.")
    private int top = 15;

    @Option(names = "--apply", description = "Write the layers to keep into model.yaml.")
    private boolean apply;

    AnalyzeCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException {
        EngineBuilder builder = Builders.available();
        Model model = options.model().model();
        try (BuildProgress progress = new BuildProgress(terminal, stop);
                Trials trials = new Trials(model, options, builder, rows, progress)) {
            List<LayerLoss> losses = trials.rankLayers();
            print(losses);
            return propose(model, trials, losses);
        }
    }

    private int propose(Model model, Trials trials, List<LayerLoss> losses) throws IOException {
        for (int kept = 0; kept <= losses.size(); kept = kept == 0 ? 1 : kept * 2) {
            stop.check();
            List<LayerLoss> worst = losses.subList(0, kept);
            Verification verification = trials.keeping(worst);
            terminal.say("keeping " + kept + " of " + losses.size() + " layers in fp32: "
                    + (verification.passed()
                            ? "within tolerance"
                            : verification.failures().get(0)));
            if (verification.passed()) {
                report(model, worst);
                return OK;
            }
        }
        terminal.say("no number of these layers is enough: take a higher precision, or a wider engine.tolerance");
        return FAILED;
    }

    private void report(Model model, List<LayerLoss> worst) throws IOException {
        if (worst.isEmpty()) {
            terminal.print("the plan is within its tolerance: nothing to keep");
            return;
        }
        List<String> layers = worst.stream().map(LayerLoss::node).toList();
        if (apply) {
            KeptInModelFile.add(model.folder().resolve("model.yaml"), layers);
            terminal.print("model.yaml keeps them now; build the plan again");
        } else {
            terminal.print("keep them in model.yaml (--apply does that):");
            KeptInModelFile.lines(layers).forEach(terminal::print);
        }
    }

    private void print(List<LayerLoss> losses) {
        Table table = Table.ofFigures();
        losses.stream()
                .limit(top)
                .forEach(loss -> table.row(
                        loss.node(),
                        String.format(Locale.ROOT, "+%.2e", loss.added()),
                        String.format(Locale.ROOT, "%s, error %.2e", loss.type(), loss.meanRelative())));
        table.lines(terminal.outStyle()).forEach(terminal::print);
    }
}
