package io.penstock.topology.cli.engine;

import io.penstock.topology.model.Model;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import io.penstock.workshop.build.BuildCancelledException;
import io.penstock.workshop.build.BuildRequest;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.build.PlanBuilding;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock engine build}. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = {
            "Builds a plan from a model for the GPU of this machine.",
            "",
            "What model.yaml says under engine is used where no option says otherwise. Ctrl-C stops the build and"
                    + " leaves the plan that was there before."
        },
        sortOptions = false)
final class BuildCommand implements Callable<Integer> {
    private static final int OK = 0;

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    private BuildOptions options = new BuildOptions();

    BuildCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        EngineBuilder builder = Builders.available();
        Model model = options.model().model();
        PlanRepository repository = options.repository();
        BuildRequest request = options.request(model, repository, builder);
        try (BuildProgress progress = new BuildProgress(terminal, stop)) {
            PlanManifest manifest = new PlanBuilding(builder, repository, Clock.systemUTC())
                    .build(request, model.sha256(), options.profileSet(), progress);
            report(repository, manifest);
            return OK;
        } catch (BuildCancelledException e) {
            stop.check();
            throw e;
        }
    }

    private void report(PlanRepository repository, PlanManifest manifest) {
        terminal.print(repository.planFile(manifest.key()).toString());
        terminal.say(String.format(
                Locale.ROOT,
                "built in %.1f s, %.1f MB, on %s; compare it with its model: penstock engine verify %s --precision %s%s",
                manifest.buildSeconds(),
                manifest.planBytes() / 1e6,
                manifest.key().target(),
                manifest.key().model(),
                manifest.key().precision(),
                manifest.key().profileSet().isEmpty()
                        ? ""
                        : " --profile-set " + manifest.key().profileSet()));
    }
}
