package io.penstock.topology.cli.engine;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.engine.PlanComparison;
import io.penstock.topology.model.Model;
import io.penstock.workshop.analyze.LayerLoss;
import io.penstock.workshop.analyze.LayerRanking;
import io.penstock.workshop.build.BuildListener;
import io.penstock.workshop.build.BuildRequest;
import io.penstock.workshop.build.BuilderSettings;
import io.penstock.workshop.build.Calibration;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.build.KeptLayer;
import io.penstock.workshop.build.PlanBuilding;
import io.penstock.workshop.onnx.OnnxGraph;
import io.penstock.workshop.onnx.TappedModel;
import io.penstock.workshop.plan.CalibrationCache;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.samples.Sha256;
import io.penstock.workshop.verify.OutputErrors;
import io.penstock.workshop.verify.Sampled;
import io.penstock.workshop.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Builds plans to try in a folder of its own, deleted when it is closed. Belongs to one thread. */
final class Trials implements AutoCloseable {
    private final Model model;
    private final BuildOptions options;
    private final EngineBuilder builder;
    private final int rows;
    private final BuildListener listener;
    private final Path folder;
    private final PlanRepository repository;
    private final BuildRequest request;

    Trials(Model model, BuildOptions options, EngineBuilder builder, int rows, BuildListener listener)
            throws IOException {
        this.model = model;
        this.options = options;
        this.builder = builder;
        this.rows = rows;
        this.listener = listener;
        this.folder = Files.createTempDirectory("penstock-analyze");
        this.repository = new PlanRepository(folder);
        try {
            this.request = options.request(model, repository, builder);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The layers of the plan, the costliest first. */
    List<LayerLoss> rankLayers() throws IOException {
        LayerRanking ranking = new LayerRanking(OnnxGraph.read(model.artifact().onnx()));
        List<String> tensors = ranking.tensors();
        Path tapped = TappedModel.write(model.artifact().onnx(), tensors);
        try {
            ModelArtifact artifact = artifact(tapped, tensors.size());
            Map<String, OutputErrors> errors = new HashMap<>();
            compare(tapped(artifact)).outputs().forEach(each -> errors.put(each.output(), each));
            return ranking.rank(IntStream.range(0, tensors.size())
                    .mapToObj(TappedModel::tap)
                    .map(errors::get)
                    .toList());
        } finally {
            Files.delete(tapped);
        }
    }

    private ModelArtifact artifact(Path tapped, int taps) {
        ModelArtifact original = model.artifact();
        long batch = original.signature().inputs().get(0).shape().dimension(0);
        List<TensorSpec> outputs = new ArrayList<>(original.signature().outputs());
        for (int i = 0; i < taps; i++) {
            outputs.add(new TensorSpec(TappedModel.tap(i), DataType.FLOAT32, Shape.of(batch, Shape.DYNAMIC)));
        }
        Signature signature = new Signature(original.signature().inputs(), outputs);
        return new ModelArtifact(original.name(), original.version(), tapped, signature);
    }

    /** The comparison of a plan that keeps these layers in fp32. */
    Verification keeping(List<LayerLoss> layers) throws IOException {
        List<KeptLayer> kept = layers.stream()
                .map(loss -> new KeptLayer(KeptLayer.By.NAME, loss.node(), "fp32"))
                .toList();
        List<KeptLayer> all = new ArrayList<>(request.kept());
        all.addAll(kept);
        return compare(request(model.artifact(), request.calibration(), all, request.settings()));
    }

    /**
     * What is heard of a layer is an output, which would make a higher precision faster than in the plan to be judged; so
     * the precision is forced. Tensors have other names in it, so its ranges are its own.
     */
    private BuildRequest tapped(ModelArtifact artifact) throws IOException {
        String sha256 = Sha256.of(artifact.onnx());
        Optional<Calibration> calibration = request.calibration()
                .map(given -> new Calibration(
                        given.samples(),
                        given.bucket(),
                        given.batch(),
                        given.cache(),
                        new CalibrationCache.Source(
                                sha256,
                                given.source().dataSha256(),
                                given.source().runtime())));
        return request(artifact, calibration, request.kept(), request.settings().inForcedPrecision());
    }

    private BuildRequest request(
            ModelArtifact artifact, Optional<Calibration> calibration, List<KeptLayer> kept, BuilderSettings settings) {
        return new BuildRequest(
                artifact, request.precision(), request.profiles(), request.device(), calibration, kept, settings);
    }

    private Verification compare(BuildRequest trial) throws IOException {
        ModelArtifact artifact = trial.model();
        PlanManifest plan = new PlanBuilding(builder, repository, Clock.systemUTC())
                .build(trial, Sha256.of(artifact.onnx()), "trial", listener);
        return new PlanComparison(Backends.load(), builder, repository)
                .compare(
                        plan,
                        artifact,
                        options.model().engineOptions(model, 1, request.device(), Map.of()),
                        sampled(),
                        model.engine().tolerance(request.precision()),
                        done -> {});
    }

    private List<Sampled> sampled() {
        Inputs inputs = new Inputs(model, options.pipeline());
        Bucket bucket = options.model().buckets(model).get(0);
        return List.of(inputs.heldOut(bucket).orElseGet(() -> inputs.random(bucket, 1, rows)));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
