package io.penstock.topology.cli.engine;

import io.penstock.engine.Bucket;
import io.penstock.engine.Signature;
import io.penstock.topology.model.Model;
import io.penstock.workshop.build.BuildRequest;
import io.penstock.workshop.build.BuilderSettings;
import io.penstock.workshop.build.Calibration;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.build.KeptLayer;
import io.penstock.workshop.plan.CalibrationCache;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.samples.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a plan is built. */
final class BuildOptions {
    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private PlansOption plans = new PlansOption();

    @Option(names = "--opt-batch", paramLabel = "N", description = "The rows to be fastest at. Default: the most.")
    private @Nullable Integer optBatch;

    @Option(names = "--min-batch", paramLabel = "N", defaultValue = "1", description = "The fewest rows. Default: 1.")
    private int minBatch = 1;

    @Option(
            names = "--profile-set",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Names another set of profiles.")
    private String profileSet = "";

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
    private @Nullable Integer calibrationBatch;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The pipeline that reads held-out images.")
    private @Nullable Path pipeline;

    @Option(
            names = "--keep",
            paramLabel = "NODE[=P]",
            description = "A node to keep in precision P, fp32 by default; * stands for anything.")
    private List<String> keep = List.of();

    @Option(names = "--keep-type", paramLabel = "OP[=P]", description = "The same for all nodes of an operator.")
    private List<String> keepTypes = List.of();

    @Option(names = "--sparsity", description = "Use 2:4 structured sparsity where weights have it.")
    private boolean sparsity;

    @Option(
            names = "--workspace",
            paramLabel = "MIB",
            defaultValue = "0",
            description = "Scratch limit. Default: none.")
    private long workspaceMebibytes;

    @Option(names = "--plugin", paramLabel = "LIB", description = "A library with custom operators.")
    private List<Path> plugins = List.of();

    @Option(names = "--ampere-plus", description = "Let the plan run on every GPU since Ampere; costs some speed.")
    private boolean ampereOrNewer;

    @Option(
            names = "--level",
            paramLabel = "0-5",
            defaultValue = "3",
            description = "How hard to optimise. Default: 3.")
    private int level = 3;

    @Option(names = "--no-timing-cache", description = "Measure every kernel anew.")
    private boolean withoutTimingCache;

    ModelOptions model() {
        return options;
    }

    PlanRepository repository() {
        return plans.repository();
    }

    String profileSet() {
        return profileSet;
    }

    Optional<Path> pipeline() {
        return Optional.ofNullable(pipeline);
    }

    /** What to build of a model, with what model.yaml says where no option says otherwise. */
    BuildRequest request(Model model, PlanRepository repository, EngineBuilder builder) {
        return new BuildRequest(
                model.artifact(),
                options.precision(),
                profiles(model),
                options.device(),
                calibration(model, repository, builder),
                kept(model),
                settings(model, repository, builder));
    }

    private List<PlanProfile> profiles(Model model) {
        Signature signature = model.artifact().signature();
        int max = options.maxBatch(model);
        int opt = optBatch == null ? max : optBatch;
        return options.buckets(model).stream()
                .map(bucket -> PlanProfile.of(bucket, signature, minBatch, opt, max))
                .toList();
    }

    private Optional<Calibration> calibration(Model model, PlanRepository repository, EngineBuilder builder) {
        Optional<Path> given =
                Optional.ofNullable(calibration).or(() -> model.engine().calibration());
        if (!options.precision().equals("int8") || given.isEmpty()) {
            return Optional.empty();
        }
        Bucket bucket = options.buckets(model).get(0);
        Samples samples = samples(model, bucket, given.get());
        int batch = calibrationBatch == null ? model.engine().calibrationBatch() : calibrationBatch;
        return Optional.of(new Calibration(
                samples,
                Math.min(batch, samples.size()),
                new CalibrationCache(
                        repository, model.artifact().name(), model.artifact().version()),
                new CalibrationCache.Source(
                        model.sha256(),
                        samples.sha256(),
                        builder.device(options.device()).target().runtime())));
    }

    private Samples samples(Model model, Bucket bucket, Path given) {
        Inputs inputs = new Inputs(model, Optional.ofNullable(pipeline));
        boolean images = given.toString().equals("held-out")
                || model.heldOut()
                        .filter(heldOut -> heldOut.images().equals(given))
                        .isPresent();
        return (images
                        ? inputs.heldOut(bucket).orElseGet(() -> inputs.files(bucket, given))
                        : inputs.files(bucket, given))
                .samples();
    }

    private List<KeptLayer> kept(Model model) {
        List<KeptLayer> kept = new ArrayList<>(model.engine().kept());
        keep.forEach(each -> kept.add(kept(KeptLayer.By.NAME, each)));
        keepTypes.forEach(each -> kept.add(kept(KeptLayer.By.TYPE, each)));
        return options.precision().equals("fp32") ? List.of() : kept;
    }

    private static KeptLayer kept(KeptLayer.By by, String given) {
        int sign = given.lastIndexOf('=');
        return sign < 0
                ? new KeptLayer(by, given, "fp32")
                : new KeptLayer(by, given.substring(0, sign), given.substring(sign + 1));
    }

    private BuilderSettings settings(Model model, PlanRepository repository, EngineBuilder builder) {
        Path timings = repository
                .root()
                .resolve(builder.device(options.device()).target().slug() + ".timing");
        List<Path> libraries = new ArrayList<>(model.engine().plugins());
        libraries.addAll(plugins);
        return new BuilderSettings(
                sparsity,
                workspaceMebibytes << 20,
                withoutTimingCache ? Optional.empty() : Optional.of(timings),
                libraries,
                ampereOrNewer,
                level);
    }
}
