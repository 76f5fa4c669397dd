package io.penstock.engine.tensorrt;

import io.penstock.engine.Bucket;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.engine.tensorrt.gpu.NativeLibraries;
import io.penstock.engine.tensorrt.gpu.TrtPlan;
import io.penstock.engine.tensorrt.gpu.TrtRuntime;
import io.penstock.workshop.bench.RunProfile;
import io.penstock.workshop.bench.RunProfiler;
import io.penstock.workshop.samples.Samples;
import java.util.List;

/** Says where the time of TensorRT's runs goes. Thread-safe; nothing native is loaded before it is asked. */
public final class TensorRtProfiler implements RunProfiler {
    private final PlanSource plans;

    /** A profiler of the plans that the backend finds. */
    public TensorRtProfiler() {
        this(TensorRtProvider.installedPlans());
    }

    TensorRtProfiler(PlanSource plans) {
        this.plans = plans;
    }

    @Override
    public String backend() {
        return TensorRtProvider.NAME;
    }

    @Override
    public List<RunProfile> profile(
            ModelArtifact model, EngineOptions options, Bucket bucket, Samples samples, List<Integer> batches) {
        NativeLibraries.shared().require();
        Gpu gpu = Gpu.at(options.device());
        LocatedPlan located = plans.find(model, options, gpu);
        try (TrtRuntime runtime = TrtRuntime.open(gpu);
                TrtPlan plan = runtime.deserialise(located.bytes(), located.plugins(), model.name());
                RunParts parts = open(plan, model, options, bucket);
                RunStopwatch stopwatch = new RunStopwatch(parts)) {
            fill(parts, samples, options.maxRows());
            return batches.stream().map(stopwatch::measure).toList();
        }
    }

    private static RunParts open(TrtPlan plan, ModelArtifact model, EngineOptions options, Bucket bucket) {
        Signature signature = model.signature();
        List<Shape> rowShapes = plan.inputs().stream()
                .map(TensorSpec::name)
                .map(name -> bucket.rowShapes().get(signature.inputIndex(name)))
                .toList();
        BucketProfiles profiles = BucketProfiles.of(bucket, rowShapes, plan.profiles(), options.maxRows());
        return new SessionBuilder(plan, signature, bucket, profiles, options.maxRows(), model.name()).openParts();
    }

    private static void fill(RunParts parts, Samples samples, int rows) {
        for (int input = 0; input < parts.memory().inputs().size(); input++) {
            samples.fill(0, rows, input, parts.memory().inputs().get(input).visible());
        }
    }
}
