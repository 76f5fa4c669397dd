package io.penstock.topology.cli.engine;

import io.penstock.topology.model.Model;
import io.penstock.topology.terminal.Table;
import io.penstock.topology.terminal.Terminal;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.build.PlanInspection;
import io.penstock.workshop.plan.InputProfile;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.plan.PlanRepository;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock engine inspect}. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Shows a plan's inputs and outputs, profiles, memory, and its layers with their precision.",
        sortOptions = false)
final class InspectCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private PlansOption plans = new PlansOption();

    @Mixin
    private ProfileSetOption profileSet = new ProfileSetOption();

    InspectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        EngineBuilder builder = Builders.available();
        Model model = options.model();
        PlanRepository repository = plans.repository();
        PlanManifest manifest = PlanOfModel.find(repository, model, options, builder, profileSet);
        PlanInspection inspection = builder.inspect(
                repository.load(manifest), options.device(), model.engine().plugins());
        terminal.print(manifest.key().path());
        inspection.tensors().forEach(tensor -> terminal.print("  " + tensor));
        manifest.profiles().forEach(this::print);
        terminal.print(String.format(
                Locale.ROOT, "device memory of a session: %.1f MB", inspection.deviceMemoryBytes() / 1e6));
        Table layers = Table.ofWords();
        inspection.layers().forEach(layer -> layers.row(layer.type(), layer.precision(), layer.name()));
        layers.lines(terminal.outStyle()).forEach(terminal::print);
        return 0;
    }

    private void print(PlanProfile profile) {
        terminal.print("profile " + profile.name());
        for (InputProfile input : profile.inputs()) {
            terminal.print(
                    "  " + input.input() + " min " + input.min() + " opt " + input.opt() + " max " + input.max());
        }
    }
}
