package io.penstock.engine.tensorrt.plan;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.tensorrt.LocatedPlan;
import io.penstock.engine.tensorrt.PlanSource;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.engine.tensorrt.gpu.NativeLibraries;
import io.penstock.workshop.plan.LoadedPlan;
import io.penstock.workshop.plan.PlanChoice;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.plan.PlanRequest;
import io.penstock.workshop.plan.ServingGate;
import io.penstock.workshop.plan.Target;
import io.penstock.workshop.samples.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Plans from a repository. Its properties: {@code plans} (the repository's folder, {@code plans} by default),
 * {@code plan} (the path of one plan in it, to take no other), {@code plugins} (libraries, separated by commas) and
 * {@code allowUnverified} ({@code true} to serve what was not compared with its model). Thread-safe.
 */
public final class RepositoryPlans implements PlanSource {
    private static final String PLANS = "plans";
    private static final String PLAN = "plan";
    private static final String PLUGINS = "plugins";
    private static final String ALLOW_UNVERIFIED = "allowUnverified";
    /** Read by whoever loads the model: the plan is built before it is looked for here. */
    private static final String BUILD_MISSING = "buildMissing";

    private final Supplier<String> tensorRt;

    public RepositoryPlans() {
        this(() -> NativeLibraries.shared().tensorRtVersion());
    }

    RepositoryPlans(Supplier<String> tensorRt) {
        this.tensorRt = tensorRt;
    }

    @Override
    public Set<String> propertyNames() {
        return Set.of(PLANS, PLAN, PLUGINS, ALLOW_UNVERIFIED, BUILD_MISSING);
    }

    @Override
    public LocatedPlan find(ModelArtifact model, EngineOptions options, Gpu gpu) {
        PlanRepository repository =
                new PlanRepository(Path.of(options.properties().getOrDefault(PLANS, "plans")));
        PlanManifest manifest = manifest(repository, model, options, gpu);
        boolean verified = ServingGate.admit(
                manifest, Boolean.parseBoolean(options.properties().get(ALLOW_UNVERIFIED)));
        LoadedPlan loaded = repository.load(manifest);
        return new LocatedPlan(
                repository.planFile(manifest.key()), loaded.bytes(), manifest.planSha256(), plugins(options), verified);
    }

    private PlanManifest manifest(PlanRepository repository, ModelArtifact model, EngineOptions options, Gpu gpu) {
        String path = options.properties().get(PLAN);
        if (path == null) {
            return new PlanChoice(repository).require(request(model, options, gpu));
        }
        return repository.list().stream()
                .filter(each -> each.key().path().equals(path))
                .findFirst()
                .orElseThrow(() -> new EngineException(
                        FailureCategory.FATAL, "there is no such plan: plan=" + path + ", plans=" + repository.root()));
    }

    private PlanRequest request(ModelArtifact model, EngineOptions options, Gpu gpu) {
        return new PlanRequest(
                model.name(),
                model.version(),
                onnxSha256(model),
                new Target(gpu.name(), gpu.major() + "." + gpu.minor(), tensorRt.get()),
                options.precision(),
                options.maxRows(),
                options.buckets());
    }

    private static String onnxSha256(ModelArtifact model) {
        try {
            return Sha256.of(model.onnx());
        } catch (IOException e) {
            throw new EngineException(
                    FailureCategory.FATAL, "cannot read the model: file=" + model.onnx() + ": " + e, e);
        }
    }

    private static List<Path> plugins(EngineOptions options) {
        String plugins = options.properties().getOrDefault(PLUGINS, "");
        return Stream.of(plugins.split(",", -1))
                .map(String::strip)
                .filter(library -> !library.isEmpty())
                .map(Path::of)
                .toList();
    }
}
