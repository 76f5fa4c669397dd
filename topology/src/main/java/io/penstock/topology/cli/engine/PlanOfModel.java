package io.penstock.topology.cli.engine;

import io.penstock.topology.model.Model;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.plan.PlanChoice;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.plan.PlanRequest;

/** Finds the plan of a model for the GPU of this machine. */
final class PlanOfModel {
    private PlanOfModel() {}

    /**
     * The plan of the set named, or else the one that would serve.
     *
     * @throws io.penstock.PenstockException FATAL, if there is none
     */
    static PlanManifest find(
            PlanRepository repository,
            Model model,
            ModelOptions options,
            EngineBuilder builder,
            ProfileSetOption profileSet) {
        return profileSet
                .plan(repository, model, options, builder)
                .orElseGet(() -> find(repository, model, options, builder));
    }

    /** @throws io.penstock.PenstockException FATAL, if there is none; the message has the command that builds it */
    private static PlanManifest find(
            PlanRepository repository, Model model, ModelOptions options, EngineBuilder builder) {
        return new PlanChoice(repository)
                .require(new PlanRequest(
                        model.artifact().name(),
                        model.artifact().version(),
                        model.sha256(),
                        builder.device(options.device()).target(),
                        options.precision(),
                        options.maxBatch(model),
                        options.buckets(model)));
    }
}
