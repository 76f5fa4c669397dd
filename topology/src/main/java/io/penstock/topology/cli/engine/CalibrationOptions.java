package io.penstock.topology.cli.engine;

import io.penstock.engine.Bucket;
import io.penstock.topology.engine.PlanRecipe;
import io.penstock.topology.model.Model;
import io.penstock.workshop.build.Calibration;
import io.penstock.workshop.samples.Samples;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which real inputs INT8 ranges are found from. */
final class CalibrationOptions {
    @Option(
            names = "--calibration",
            paramLabel = "PATH",
            description = "Real inputs for int8: a folder of .npy files, or held-out for the model's held-out images."
                    + " Default: model.yaml's.")
    private @Nullable Path calibration;

    @Option(
            names = "--calibration-batch",
            paramLabel = "N",
            description = "The rows of a calibration run. Default: 32.")
    private @Nullable Integer batch;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The pipeline that reads held-out images.")
    private @Nullable Path pipeline;

    Optional<Path> pipeline() {
        return Optional.ofNullable(pipeline);
    }

    /** The calibration for a plan of this precision, if it has one. */
    Optional<Calibration> calibration(Model model, String precision, Bucket bucket, PlanRecipe recipe) {
        if (!precision.equals("int8")) {
            return Optional.empty();
        }
        int rows = batch == null ? model.engine().calibrationBatch() : batch;
        return Optional.ofNullable(calibration)
                .or(() -> model.engine().calibration())
                .map(given -> recipe.calibration(samples(model, bucket, given), bucket, rows));
    }

    private Samples samples(Model model, Bucket bucket, Path given) {
        Inputs inputs = new Inputs(model, pipeline());
        boolean images = given.toString().equals("held-out")
                || model.heldOut()
                        .filter(heldOut -> heldOut.images().equals(given))
                        .isPresent();
        return (images
                        ? inputs.heldOut(bucket).orElseGet(() -> inputs.files(bucket, given))
                        : inputs.files(bucket, given))
                .samples();
    }
}
