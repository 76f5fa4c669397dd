package io.penstock.topology.engine;

import io.penstock.engine.Bucket;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.Signature;
import io.penstock.topology.model.Model;
import io.penstock.workshop.build.BuildListener;
import io.penstock.workshop.build.BuildRequest;
import io.penstock.workshop.build.BuilderSettings;
import io.penstock.workshop.build.Calibration;
import io.penstock.workshop.build.Device;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.build.PlanBuilding;
import io.penstock.workshop.plan.PlanChoice;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.plan.PlanRequest;
import io.penstock.workshop.plan.Target;
import io.penstock.workshop.samples.NpySamples;
import io.penstock.workshop.samples.RandomSamples;
import io.penstock.workshop.samples.Samples;
import io.penstock.workshop.verify.Sampled;
import io.penstock.workshop.verify.Verification;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plan that a pipeline with {@code infer.engine.buildMissing: true} finds missing at its start: built, and compared
 * with ONNX Runtime on random rows of the ranges that {@code model.yaml} declares. A plan that fails the comparison is
 * kept with its outcome and does not serve.
 */
final class MissingPlan {
    private static final Logger LOG = LoggerFactory.getLogger(MissingPlan.class);
    static final String BUILD_MISSING = "buildMissing";
    static final String PLANS = "plans";
    private static final int ROWS = 128;

    private final Model model;
    private final EngineOptions options;
    private final Backends backends;
    private final EngineBuilder builder;
    private final PlanRepository repository;

    MissingPlan(Model model, EngineOptions options, Backends backends, EngineBuilder builder) {
        this.model = model;
        this.options = options;
        this.backends = backends;
        this.builder = builder;
        this.repository = new PlanRepository(Path.of(options.properties().getOrDefault(PLANS, PLANS)));
    }

    /**
     * Builds the plans that do not fit yet, one for each type of GPU among the devices.
     *
     * @param options the options of each device
     * @throws io.penstock.PenstockException FATAL, if one cannot be built
     */
    static void buildEach(Model model, List<EngineOptions> options, Backends backends, EngineBuilder builder) {
        Map<Target, EngineOptions> ofType = new LinkedHashMap<>();
        options.forEach(
                device -> ofType.putIfAbsent(builder.device(device.device()).target(), device));
        ofType.values().forEach(device -> new MissingPlan(model, device, backends, builder).build());
    }

    /** Whether the options ask for it. */
    static boolean isWanted(EngineOptions options) {
        return Boolean.parseBoolean(options.properties().get(BUILD_MISSING));
    }

    /**
     * Builds the plan if none fits.
     *
     * @throws io.penstock.PenstockException FATAL, if it cannot be built
     */
    void build() {
        Device device = builder.device(options.device());
        PlanRequest wanted = new PlanRequest(
                model.artifact().name(),
                model.artifact().version(),
                model.sha256(),
                device.target(),
                options.precision(),
                options.maxRows(),
                options.buckets());
        if (new PlanChoice(repository).find(wanted).isPresent()) {
            return;
        }
        LOG.atInfo()
                .addKeyValue("model", model.artifact().name())
                .log("No plan fits; building one, which takes minutes");
        PlanManifest built = new PlanBuilding(builder, repository, Clock.systemUTC())
                .build(request(device), model.sha256(), "", BuildListener.SILENT);
        Verification verification = compare(built);
        repository.record(built, verification);
        LOG.atInfo()
                .addKeyValue("plan", built.key().path())
                .addKeyValue("seconds", built.buildSeconds())
                .addKeyValue("passed", verification.passed())
                .log("Built and compared a plan");
    }

    private BuildRequest request(Device device) {
        PlanRecipe recipe = new PlanRecipe(model, repository, device);
        BuilderSettings usual = BuilderSettings.USUAL;
        BuilderSettings settings = new BuilderSettings(
                usual.structuredSparsity(),
                usual.workspaceBytes(),
                Optional.of(recipe.timingCache()),
                recipe.plugins(List.of()),
                usual.ampereOrNewer(),
                usual.optimizationLevel(),
                false);
        return new BuildRequest(
                model.artifact(),
                options.precision(),
                recipe.profiles(options.buckets(), options.maxRows()),
                options.device(),
                calibration(recipe),
                recipe.kept(options.precision(), List.of()),
                settings);
    }

    private Optional<Calibration> calibration(PlanRecipe recipe) {
        if (!options.precision().equals("int8")) {
            return Optional.empty();
        }
        Bucket bucket = options.buckets().get(0);
        return model.engine()
                .calibration()
                .map(path -> NpySamples.read(path, model.artifact().signature(), bucket))
                .map(samples ->
                        recipe.calibration(samples, bucket, model.engine().calibrationBatch()));
    }

    private Verification compare(PlanManifest built) {
        EngineOptions onGpu = new EngineOptions(
                options.maxRows(),
                options.buckets(),
                options.sessions(),
                options.precision(),
                options.device(),
                Map.of());
        return new PlanComparison(backends, builder, repository)
                .compare(
                        built,
                        model.artifact(),
                        onGpu,
                        options.buckets().stream().map(this::random).toList(),
                        model.engine().tolerance(options.precision()),
                        rows -> {});
    }

    private Sampled random(Bucket bucket) {
        Signature signature = model.artifact().signature();
        Samples samples = new RandomSamples(signature, bucket, model.engine().ranges(), 1, ROWS);
        return new Sampled(bucket, samples, "random, seed 1");
    }
}
