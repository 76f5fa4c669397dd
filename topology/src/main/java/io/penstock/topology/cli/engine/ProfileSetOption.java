package io.penstock.topology.cli.engine;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.topology.model.Model;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.plan.PlanKey;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names one of several plans that differ in their profiles. */
final class ProfileSetOption {
    @Option(
            names = "--profile-set",
            paramLabel = "NAME",
            description = "The plan with this set of profiles. Default: the one that would serve.")
    private @Nullable String name;

    /**
     * The plan of the set that is named, if one is.
     *
     * @throws PenstockException FATAL, if there is no such plan
     */
    Optional<PlanManifest> plan(PlanRepository repository, Model model, ModelOptions options, EngineBuilder builder) {
        return Optional.ofNullable(name).map(set -> {
            PlanKey key = new PlanKey(
                    model.artifact().name(),
                    model.artifact().version(),
                    builder.device(options.device()).target(),
                    options.precision(),
                    set);
            return repository
                    .find(key)
                    .orElseThrow(() -> new PenstockException(
                            FailureCategory.FATAL,
                            "there is no such plan: plan=" + key.path() + ", plans=" + repository.root()));
        });
    }

    boolean isGiven() {
        return name != null;
    }
}
