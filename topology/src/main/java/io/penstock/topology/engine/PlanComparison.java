package io.penstock.topology.engine;

import io.penstock.engine.Engine;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.verify.Sampled;
import io.penstock.workshop.verify.Tolerance;
import io.penstock.workshop.verify.Verification;
import io.penstock.workshop.verify.Verifier;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Compares a plan, verified or not, with its model in ONNX Runtime. Immutable and thread-safe.
 *
 * @param backends where both engines come from
 * @param builder whose plans these are
 * @param repository where they are
 */
public record PlanComparison(Backends backends, EngineBuilder builder, PlanRepository repository) {
    private static final String REFERENCE = "onnxruntime";
    private static final String UNROUNDED = "fp32";

    /**
     * Loads the plan and its model, and runs both.
     *
     * @param options how the plan is loaded; its properties are completed with those that name the plan
     * @param progress is told how many rows are done
     * @throws io.penstock.PenstockException if one of them does not load or run
     */
    public Verification compare(
            PlanManifest plan,
            ModelArtifact model,
            EngineOptions options,
            List<Sampled> sampled,
            Tolerance tolerance,
            IntConsumer progress) {
        EngineOptions onCpu = new EngineOptions(options.maxRows(), options.buckets(), 1, UNROUNDED, 0, Map.of());
        try (Engine reference = backends.choose(REFERENCE).provider().load(model, onCpu);
                Engine candidate = backends.choose(builder.backend()).provider().load(model, naming(plan, options))) {
            return new Verifier(reference, candidate, Clock.systemUTC()).verify(sampled, tolerance, progress);
        }
    }

    private EngineOptions naming(PlanManifest plan, EngineOptions options) {
        Map<String, String> properties = new HashMap<>(options.properties());
        properties.put("plans", repository.root().toString());
        properties.put("plan", plan.key().path());
        properties.put("allowUnverified", "true");
        return new EngineOptions(
                options.maxRows(),
                options.buckets(),
                options.sessions(),
                options.precision(),
                options.device(),
                properties);
    }
}
