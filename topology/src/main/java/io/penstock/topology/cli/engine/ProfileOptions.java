package io.penstock.topology.cli.engine;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.topology.engine.PlanRecipe;
import io.penstock.topology.model.Model;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.plan.RowRange;
import io.penstock.workshop.plan.ShapeNotation;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which shapes a plan serves, and which it is fastest at. */
final class ProfileOptions {
    @Option(
            names = "--opt-batch",
            paramLabel = "N",
            split = ",",
            description =
                    "The batches to be fastest at, growing, a profile for each: all end at their own but the last,"
                            + " which ends at --max-batch. 1,64 with --max-batch 256: 1, and 2 to 256 at its best at 64."
                            + " Default: model.yaml's, or --max-batch.")
    private List<Integer> optBatch = List.of();

    @Option(names = "--min-batch", paramLabel = "N", defaultValue = "1", description = "The fewest rows. Default: 1.")
    private int minBatch = 1;

    @Option(
            names = "--shapes",
            paramLabel = "IN=MIN/OPT/MAX",
            description = "A profile in full, for every input its least, best and greatest shape:"
                    + " ids=1x16/8x64/32x128,mask=1x16/8x64/32x128. Again for another profile. A bucket that none"
                    + " serves up to --max-batch has its own beside. Default: model.yaml's.")
    private List<String> shapes = List.of();

    @Option(
            names = "--profile-set",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Names another set of profiles, for a plan beside the usual one.")
    private String profileSet = "";

    String profileSet() {
        return profileSet;
    }

    /** The profiles asked for, with what model.yaml says where no option says otherwise. */
    List<PlanProfile> profiles(Model model, ModelOptions options, PlanRecipe recipe) {
        int most = options.maxBatch(model);
        List<Integer> best = optBatch.isEmpty() ? RowRange.within(model.engine().optBatch(), most) : optBatch;
        List<PlanProfile> given = shapes.isEmpty() ? model.engine().profiles() : given();
        return recipe.profiles(given, options.buckets(model), minBatch, best, most);
    }

    private List<PlanProfile> given() {
        List<PlanProfile> given = new ArrayList<>();
        for (String line : shapes) {
            try {
                given.add(ShapeNotation.parse("shapes-" + (given.size() + 1), line));
            } catch (IllegalArgumentException e) {
                throw new PenstockException(FailureCategory.FATAL, "--shapes: " + e.getMessage(), e);
            }
        }
        return given;
    }
}
