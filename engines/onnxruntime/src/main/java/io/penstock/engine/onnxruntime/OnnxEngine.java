package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import io.penstock.FailureCategory;
import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineDescription;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.lifetime.EngineLifetime;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model in ONNX Runtime: one native session, as it may be run from many threads at once, and a thread for every run that
 * computes.
 */
final class OnnxEngine implements Engine {
    private final OrtEnvironment environment;
    private final EngineDescription description;
    private final LoadedModel model;
    private final ExecutorService executor;
    private final EngineLifetime lifetime;

    private OnnxEngine(
            OrtEnvironment environment,
            ModelArtifact artifact,
            EngineOptions options,
            EngineInfo info,
            LoadedModel model,
            int runsAtOnce) {
        this.environment = environment;
        this.description = new EngineDescription(info, artifact.signature(), options.buckets(), options.maxRows());
        this.model = model;
        this.executor = RunThreads.open(artifact.name(), runsAtOnce);
        lifetime = new EngineLifetime(description, this::free);
    }

    static OnnxEngine load(
            OrtEnvironment environment, ModelArtifact artifact, EngineOptions options, RuntimeOptions runtimeOptions) {
        requireFit(artifact, options);
        EngineInfo info = new EngineInfo(
                OnnxRuntimeProvider.NAME,
                environment.getVersion(),
                "cpu",
                artifact.name(),
                artifact.version(),
                precision(artifact.signature()),
                ModelHash.of(artifact),
                true);
        LoadedModel model = LoadedModel.load(environment, artifact, runtimeOptions);
        return new OnnxEngine(
                environment,
                artifact,
                options,
                info,
                model,
                runtimeOptions.runsAtOnce(
                        options.sessions() * options.buckets().size(),
                        Runtime.getRuntime().availableProcessors()));
    }

    private static void requireFit(ModelArtifact artifact, EngineOptions options) {
        for (Bucket bucket : options.buckets()) {
            if (!bucket.fits(artifact.signature())) {
                throw new EngineException(
                        FailureCategory.FATAL,
                        "the bucket does not fit the model's inputs: bucket=" + bucket.name() + ", rowShapes="
                                + bucket.rowShapes() + ", inputs="
                                + artifact.signature().inputs());
            }
        }
        long batch = batch(artifact.signature());
        if (batch != Shape.DYNAMIC && options.maxRows() > batch) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "the maximum batch exceeds the batch that the model fixes: max=" + options.maxRows() + ", batch="
                            + batch + ", model=" + artifact.name() + "/" + artifact.version()
                            + "; lower it, or export the model with a dynamic first dimension");
        }
    }

    private static long batch(Signature signature) {
        return signature.inputs().get(0).shape().dimension(0);
    }

    private static String precision(Signature signature) {
        boolean half = Stream.concat(signature.inputs().stream(), signature.outputs().stream())
                .anyMatch(spec -> spec.dtype() == DataType.FLOAT16);
        return half ? "fp16" : "fp32";
    }

    @Override
    public EngineDescription description() {
        return description;
    }

    @Override
    public Session openSession(Bucket bucket) {
        return lifetime.openSession(bucket, () -> new OnnxSession(this, bucket, inputs(bucket), outputs(bucket)));
    }

    private Inputs inputs(Bucket bucket) {
        List<TensorSpec> specs = signature().inputs();
        List<HostTensor> hosts = IntStream.range(0, specs.size())
                .mapToObj(i ->
                        HostTensor.allocate(specs.get(i), bucket.rowShapes().get(i), maxRows()))
                .toList();
        long batch = batch(signature());
        return batch == Shape.DYNAMIC
                ? new DirectInputs(hosts, environment)
                : new PaddedInputs(hosts, (int) batch, environment);
    }

    private Outputs outputs(Bucket bucket) {
        int rows = (int) Math.max(maxRows(), batch(signature()));
        List<Output> outputs = signature().outputs().stream()
                .map(spec -> Output.of(spec, model.file().rowShape(spec, signature(), bucket), rows))
                .toList();
        return new Outputs(outputs, environment);
    }

    LoadedModel model() {
        return model;
    }

    void execute(Runnable run) {
        executor.execute(run);
    }

    void sessionClosed() {
        lifetime.closeSession();
    }

    @Override
    public void close() {
        lifetime.close();
    }

    private void free() {
        try (model) {
            executor.shutdown();
        }
    }
}
