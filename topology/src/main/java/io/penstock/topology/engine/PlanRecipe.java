package io.penstock.topology.engine;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Signature;
import io.penstock.topology.model.EngineSettings;
import io.penstock.topology.model.Model;
import io.penstock.workshop.build.Calibration;
import io.penstock.workshop.build.Device;
import io.penstock.workshop.build.KeptLayer;
import io.penstock.workshop.plan.CalibrationCache;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.plan.RowRange;
import io.penstock.workshop.samples.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a plan of a model is built: what {@code engine} in its {@code model.yaml} says, and what is asked for on top of it.
 * Immutable and thread-safe.
 */
public final class PlanRecipe {
    private final Model model;
    private final EngineSettings engine;
    private final PlanRepository repository;
    private final Device device;

    /**
     * A recipe.
     *
     * @param repository where the plan will lie, with what is kept between builds
     * @param device where it is built
     */
    public PlanRecipe(Model model, PlanRepository repository, Device device) {
        this.model = model;
        this.engine = model.engine();
        this.repository = repository;
        this.device = device;
    }

    /** The profiles of these buckets as {@code model.yaml} wants them, with room for {@code maxRows}. */
    public List<PlanProfile> profiles(List<Bucket> buckets, int maxRows) {
        return profiles(engine.profiles(), buckets, 1, RowRange.within(engine.optBatch(), maxRows), maxRows);
    }

    /**
     * Some profiles, and for every bucket that none of them serves up to {@code maxRows}, its own: one for each batch to
     * be tuned for.
     *
     * @param given profiles in full
     * @param minRows the fewest rows of the others
     * @param optRows the batches to be tuned for, growing; empty for the most
     * @throws PenstockException FATAL, if they do not fit the model or do not grow
     */
    public List<PlanProfile> profiles(
            List<PlanProfile> given, List<Bucket> buckets, int minRows, List<Integer> optRows, int maxRows) {
        Signature signature = model.artifact().signature();
        try {
            List<PlanProfile> fitted =
                    given.stream().map(profile -> profile.fittedTo(signature)).toList();
            List<PlanProfile> profiles = new ArrayList<>(fitted);
            for (Bucket bucket : buckets) {
                if (fitted.stream().noneMatch(profile -> profile.takes(bucket, maxRows))) {
                    RowRange.tuned(minRows, optRows, maxRows)
                            .forEach(rows -> profiles.add(PlanProfile.of(bucket, signature, rows)));
                }
            }
            return profiles;
        } catch (IllegalArgumentException e) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "cannot make profiles: model=" + model.artifact().name() + ": " + e.getMessage(),
                    e);
        }
    }

    /** What INT8 ranges are found from: these rows, at most {@code batch} at a time. */
    public Calibration calibration(Samples samples, Bucket bucket, int batch) {
        CalibrationCache cache = new CalibrationCache(
                repository, model.artifact().name(), model.artifact().version());
        CalibrationCache.Source source = new CalibrationCache.Source(
                model.sha256(), samples.sha256(), device.target().runtime());
        return new Calibration(samples, bucket, Math.min(batch, samples.size()), cache, source);
    }

    /** The layers that stay in a higher precision than this: those of {@code model.yaml}, and more. */
    public List<KeptLayer> kept(String precision, List<KeptLayer> more) {
        List<KeptLayer> kept = new ArrayList<>(engine.kept());
        kept.addAll(more);
        return precision.equals("fp32") ? List.of() : kept;
    }

    /** The libraries of custom operators: those of {@code model.yaml}, and more. */
    public List<Path> plugins(List<Path> more) {
        List<Path> plugins = new ArrayList<>(engine.plugins());
        plugins.addAll(more);
        return plugins;
    }

    /** Where what builds measure is kept. */
    public Path timingCache() {
        return repository.root().resolve(device.target().slug() + ".timing");
    }
}
