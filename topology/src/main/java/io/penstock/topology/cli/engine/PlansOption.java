package io.penstock.topology.cli.engine;

import io.penstock.workshop.plan.PlanRepository;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the folder of plans. */
final class PlansOption {
    @Option(
            names = "--plans",
            paramLabel = "DIR",
            defaultValue = "plans",
            description = "The folder of plans. Default: ${DEFAULT-VALUE}.")
    private Path plans = Path.of("plans");

    PlanRepository repository() {
        return new PlanRepository(plans);
    }
}
