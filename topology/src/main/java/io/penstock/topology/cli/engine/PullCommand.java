package io.penstock.topology.cli.engine;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.topology.model.Model;
import io.penstock.topology.terminal.Terminal;
import io.penstock.workshop.plan.PlanKey;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.plan.Target;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock engine pull}. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description = "Brings the plan of a model for the GPU of this machine, or another, here; its hash is checked.",
        sortOptions = false)
final class PullCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private PlansOption plans = new PlansOption();

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Option(
            names = "--target",
            paramLabel = "GPU,CC,TRT",
            split = ",",
            description = "For another machine, such as \"NVIDIA H200,9.0,10.6.0\". Default: this one.")
    private List<String> target = List.of();

    @Option(names = "--profile-set", paramLabel = "NAME", defaultValue = "", description = "The set of profiles.")
    private String profileSet = "";

    PullCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Model model = options.model();
        PlanRepository repository = plans.repository();
        PlanKey key = new PlanKey(
                model.artifact().name(), model.artifact().version(), target(), options.precision(), profileSet);
        PlanManifest manifest = remote.exchange(repository).pull(key);
        terminal.print(repository.planFile(manifest.key()).toString());
        return 0;
    }

    private Target target() {
        if (target.isEmpty()) {
            return Builders.available().device(options.device()).target();
        }
        if (target.size() != 3) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "--target needs a GPU, its compute capability and a TensorRT, such as"
                            + " \"NVIDIA H200,9.0,10.6.0\", is " + String.join(",", target));
        }
        return new Target(target.get(0), target.get(1), target.get(2));
    }
}
