package io.penstock.engine.tensorrt;

import io.penstock.FailureCategory;
import io.penstock.engine.Availability;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.EngineProvider;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.engine.tensorrt.gpu.NativeLibraries;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * TensorRT on an NVIDIA GPU. It runs plans built beforehand for this very GPU and version of TensorRT, and computes in
 * the precision they were built in. Its own property: {@code graphSizes}, the batch sizes for which CUDA graphs are
 * captured, such as {@code 1,8,64}, or {@code none}; by default 1, 2, 3, 4, 6, 8, 12 and so on. The others are those of
 * the {@link PlanSource}. Thread-safe.
 */
public final class TensorRtProvider implements EngineProvider {
    static final String NAME = "tensorrt";

    private static final int PRIORITY = 100;

    private final NativeLibraries libraries;
    private final Supplier<PlanSource> plans;

    /** The provider; nothing native is loaded yet. */
    public TensorRtProvider() {
        this(NativeLibraries.shared(), TensorRtProvider::installedPlans);
    }

    /** The provider over plans from elsewhere. */
    public TensorRtProvider(PlanSource plans) {
        this(NativeLibraries.shared(), () -> plans);
    }

    private TensorRtProvider(NativeLibraries libraries, Supplier<PlanSource> plans) {
        this.libraries = libraries;
        this.plans = plans;
    }

    static PlanSource installedPlans() {
        return ServiceLoader.load(PlanSource.class)
                .findFirst()
                .orElseThrow(() -> new EngineException(FailureCategory.FATAL, "there is no source of plans"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public boolean hasDevices() {
        return true;
    }

    @Override
    public Availability availability() {
        return libraries.availability();
    }

    @Override
    public Engine load(ModelArtifact model, EngineOptions options) {
        PlanFit.requireBuckets(model, options);
        PlanSource source = plans.get();
        TensorRtOptions own = TensorRtOptions.parse(options, source.propertyNames());
        libraries.require();
        Gpu gpu = Gpu.at(options.device());
        LocatedPlan plan = source.find(model, options, gpu);
        return TensorRtEngine.load(model, options, own, gpu, plan, libraries.tensorRtVersion());
    }
}
