package io.penstock.topology.cli.engine;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.topology.terminal.Terminal;
import io.penstock.workshop.plan.PlanExchange;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.plan.ServingGate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock engine push}. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = "Takes the verified plans of a model elsewhere; their hashes are checked.",
        sortOptions = false)
final class PushCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "MODEL", description = "The model.")
    private String model = "";

    @Option(names = "--allow-unverified", description = "Take plans along that were not compared with their model.")
    private boolean allowUnverified;

    @Mixin
    private PlansOption plans = new PlansOption();

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    PushCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PlanRepository repository = plans.repository();
        PlanExchange exchange = remote.exchange(repository);
        List<PlanManifest> manifests = repository.list().stream()
                .filter(manifest -> manifest.key().model().equals(model))
                .toList();
        if (manifests.isEmpty()) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "there is no plan of this model: model=" + model + ", plans=" + repository.root());
        }
        for (PlanManifest manifest : manifests) {
            ServingGate.admit(manifest, allowUnverified);
            terminal.print(exchange.push(manifest).toString());
        }
        return 0;
    }
}
