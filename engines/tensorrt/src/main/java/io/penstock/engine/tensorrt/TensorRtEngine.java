package io.penstock.engine.tensorrt;

import io.penstock.engine.Bucket;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineDescription;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.lifetime.Acquired;
import io.penstock.engine.lifetime.EngineLifetime;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.engine.tensorrt.gpu.TrtPlan;
import io.penstock.engine.tensorrt.gpu.TrtRuntime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A plan on one GPU: the weights, shared by the contexts of all sessions. */
final class TensorRtEngine implements Engine {
    private final EngineDescription description;
    private final TensorRtOptions options;
    private final TrtPlan plan;
    private final Map<Bucket, BucketProfiles> profiles;
    private final EngineLifetime lifetime;

    private TensorRtEngine(
            EngineInfo info,
            ModelArtifact model,
            EngineOptions engineOptions,
            TensorRtOptions options,
            TrtPlan plan,
            Acquired owned) {
        this.description =
                new EngineDescription(info, model.signature(), engineOptions.buckets(), engineOptions.maxRows());
        this.options = options;
        this.plan = plan;
        PlanFit.requireSignature(model, plan.inputs(), plan.outputs());
        profiles = buckets().stream().collect(Collectors.toMap(Function.identity(), this::match));
        lifetime = new EngineLifetime(description, () -> free(plan.gpu(), owned));
    }

    /**
     * Loads a plan.
     *
     * @throws io.penstock.engine.EngineException FATAL, if it does not fit the model or the options, or TensorRT refuses
     */
    static TensorRtEngine load(
            ModelArtifact model,
            EngineOptions engineOptions,
            TensorRtOptions options,
            Gpu gpu,
            LocatedPlan located,
            String version) {
        EngineInfo info = new EngineInfo(
                TensorRtProvider.NAME,
                version,
                gpu.label(),
                model.name(),
                model.version(),
                engineOptions.precision(),
                located.hash(),
                located.verified());
        Acquired owned = new Acquired();
        try {
            TrtRuntime runtime = TrtRuntime.open(gpu);
            owned.add(runtime::close);
            TrtPlan plan =
                    runtime.deserialise(located.bytes(), located.plugins(), model.name() + "/" + model.version());
            owned.add(plan::close);
            return new TensorRtEngine(info, model, engineOptions, options, plan, owned);
        } catch (Throwable failure) {
            owned.closeAfter(failure);
            throw failure;
        }
    }

    private BucketProfiles match(Bucket bucket) {
        List<Shape> rowShapes = plan.inputs().stream()
                .map(TensorSpec::name)
                .map(name -> bucket.rowShapes().get(signature().inputIndex(name)))
                .toList();
        return BucketProfiles.of(bucket, rowShapes, plan.profiles(), maxRows());
    }

    private static void free(Gpu gpu, Acquired owned) {
        gpu.selectToFree();
        owned.close();
    }

    @Override
    public EngineDescription description() {
        return description;
    }

    @Override
    public Session openSession(Bucket bucket) {
        return lifetime.openSession(bucket, () -> open(bucket));
    }

    private synchronized TensorRtSession open(Bucket bucket) {
        BucketProfiles served = profiles.get(bucket);
        if (served == null) {
            throw new IllegalStateException("a bucket without profiles: bucket=" + bucket.name());
        }
        SessionBuilder builder = new SessionBuilder(plan, signature(), bucket, served, maxRows(), info().model());
        Computation computation = builder.open(options.graphSizes());
        try {
            return new TensorRtSession(this, bucket, computation);
        } catch (Throwable failure) {
            computation.close();
            throw failure;
        }
    }

    void sessionClosed() {
        lifetime.closeSession();
    }

    @Override
    public void close() {
        lifetime.close();
    }
}
