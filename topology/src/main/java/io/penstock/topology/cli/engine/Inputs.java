package io.penstock.topology.cli.engine;

import io.penstock.engine.Bucket;
import io.penstock.engine.Signature;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.demo.DigitsPipeline;
import io.penstock.topology.demo.HeldOutImages;
import io.penstock.topology.model.Model;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Stages;
import io.penstock.workshop.samples.NpySamples;
import io.penstock.workshop.samples.RandomSamples;
import io.penstock.workshop.samples.Samples;
import io.penstock.workshop.verify.Sampled;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the rows come from that a model is calibrated, compared and measured with. */
final class Inputs {
    private final Model model;
    private final Optional<Path> pipeline;

    /** @param pipeline whose preprocess stage makes rows of the model's held-out images; the demo's for digits */
    Inputs(Model model, Optional<Path> pipeline) {
        this.model = model;
        this.pipeline = pipeline;
    }

    /** Rows of the values that {@code model.yaml} declares. */
    Sampled random(Bucket bucket, long seed, int rows) {
        Signature signature = model.artifact().signature();
        Samples samples = new RandomSamples(signature, bucket, model.engine().ranges(), seed, rows);
        return new Sampled(bucket, samples, "random, seed " + seed);
    }

    /** Rows from NumPy files. */
    Sampled files(Bucket bucket, Path path) {
        Samples samples = NpySamples.read(path, model.artifact().signature(), bucket);
        return new Sampled(bucket, samples, "files in " + path.getFileName());
    }

    /** The model's held-out images with their labels, if it has any that a known pipeline can read. */
    Optional<Sampled> heldOut(Bucket bucket) {
        boolean demo = model.artifact().name().equals("digits");
        if (model.heldOut().isEmpty() || (pipeline.isEmpty() && !demo)) {
            return Optional.empty();
        }
        PipelineConfig config = pipeline.map(PipelineConfig::load).orElseGet(() -> DigitsPipeline.config(Map.of()));
        BoundStages stages = BoundStages.of(config, Stages.load(), model);
        Samples samples = PreparedImages.of(HeldOutImages.of(model), stages, bucket);
        return Optional.of(new Sampled(bucket, samples, "the held-out images"));
    }
}
