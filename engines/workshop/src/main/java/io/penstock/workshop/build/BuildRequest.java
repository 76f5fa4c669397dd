package io.penstock.workshop.build;

import io.penstock.engine.ModelArtifact;
import io.penstock.workshop.plan.PlanProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plan to build.
 *
 * @param model the model
 * @param precision fp32, tf32, fp16, bf16 or int8
 * @param profiles the shapes to serve, at least one profile for each bucket
 * @param device the index of the GPU to build on
 * @param calibration what INT8 ranges are found from; absent for models that carry their own
 * @param kept layers that stay in a higher precision
 * @param settings how to build
 */
public record BuildRequest(
        ModelArtifact model,
        String precision,
        List<PlanProfile> profiles,
        int device,
        Optional<Calibration> calibration,
        List<KeptLayer> kept,
        BuilderSettings settings) {
    /** The precisions there are. */
    public static final Set<String> PRECISIONS = Set.of("fp32", "tf32", "fp16", "bf16", "int8");

    public BuildRequest {
        profiles = List.copyOf(profiles);
        kept = List.copyOf(kept);
        if (!PRECISIONS.contains(precision)) {
            throw new IllegalArgumentException(
                    "the precision must be one of bf16, fp16, fp32, int8, tf32: precision=" + precision);
        }
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("a plan needs at least one profile: model=" + model.name());
        }
    }
}
