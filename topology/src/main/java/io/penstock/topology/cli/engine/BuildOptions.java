package io.penstock.topology.cli.engine;

import io.penstock.topology.engine.PlanRecipe;
import io.penstock.topology.model.Model;
import io.penstock.workshop.build.BuildRequest;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.plan.PlanRepository;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** The options that say how a plan is built. */
final class BuildOptions {
    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private PlansOption plans = new PlansOption();

    @Mixin
    private ProfileOptions profiles = new ProfileOptions();

    @Mixin
    private CalibrationOptions calibration = new CalibrationOptions();

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    ModelOptions model() {
        return options;
    }

    PlanRepository repository() {
        return plans.repository();
    }

    String profileSet() {
        return profiles.profileSet();
    }

    Optional<Path> pipeline() {
        return calibration.pipeline();
    }

    /** What to build of a model, with what model.yaml says where no option says otherwise. */
    BuildRequest request(Model model, PlanRepository repository, EngineBuilder builder) {
        PlanRecipe recipe = new PlanRecipe(model, repository, builder.device(options.device()));
        String precision = options.precision();
        return new BuildRequest(
                model.artifact(),
                precision,
                profiles.profiles(model, options, recipe),
                options.device(),
                calibration.calibration(model, precision, options.buckets(model).get(0), recipe),
                recipe.kept(precision, settings.kept()),
                settings.settings(recipe));
    }
}
