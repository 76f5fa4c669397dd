package io.penstock.engine.tensorrt.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.EngineException;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.tensorrt.gpu.LiveHandles;
import io.penstock.workshop.build.BuildCancelledException;
import io.penstock.workshop.build.BuildListener;
import io.penstock.workshop.build.BuildReport;
import io.penstock.workshop.build.BuildRequest;
import io.penstock.workshop.build.BuilderSettings;
import io.penstock.workshop.build.Calibration;
import io.penstock.workshop.build.KeptLayer;
import io.penstock.workshop.build.PlanBuilding;
import io.penstock.workshop.build.PlanInspection;
import io.penstock.workshop.onnx.TappedModel;
import io.penstock.workshop.plan.CalibrationCache;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.samples.RandomSamples;
import io.penstock.workshop.samples.ValueRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("gpu")
class TensorRtBuilderTest {
    private static final Signature SIGNATURE = new Signature(
            List.of(new TensorSpec("image", DataType.FLOAT32, Shape.of(-1, 1, 8, 8))),
            List.of(new TensorSpec("logits", DataType.FLOAT32, Shape.of(-1, 10))));
    private static final ModelArtifact DIGITS = new ModelArtifact(
            "digits", "1", Path.of(System.getProperty("penstock.models"), "digits", "1", "model.onnx"), SIGNATURE);
    private static final Bucket BUCKET = Bucket.fixed(SIGNATURE);

    private final TensorRtBuilder builder = new TensorRtBuilder();
    private final Path folder;
    private final PlanRepository repository;

    TensorRtBuilderTest(@TempDir Path folder) {
        this.folder = folder;
        this.repository = new PlanRepository(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fp32", "tf32", "fp16", "bf16"})
    void buildsEveryPrecision(String precision) {
        long before = LiveHandles.count();

        PlanManifest manifest = build(request(precision, Optional.empty(), List.of()), BuildListener.SILENT);

        PlanInspection inspection = builder.inspect(repository.load(manifest), 0, List.of());
        assertThat(inspection.tensors())
                .containsExactly("image input float32[-1,1,8,8]", "logits output float32[-1,10]");
        assertThat(inspection.layers()).isNotEmpty();
        assertThat(LiveHandles.count()).isEqualTo(before);
    }

    @Test
    void calibratesOnceForTheSameInputs() {
        Optional<Calibration> calibration = Optional.of(calibration());
        BuildReport first =
                builder.build(request("int8", calibration, List.of()), folder.resolve("1.plan"), BuildListener.SILENT);
        BuildReport second =
                builder.build(request("int8", calibration, List.of()), folder.resolve("2.plan"), BuildListener.SILENT);

        assertThat(first.calibrationReused()).isFalse();
        assertThat(second.calibrationReused()).isTrue();
        assertThat(second.calibrationSha256())
                .isEqualTo(first.calibrationSha256())
                .isPresent();
    }

    @Test
    void saysWhatInt8Needs() {
        BuildRequest request = request("int8", Optional.empty(), List.of());

        assertThatThrownBy(() -> build(request, BuildListener.SILENT))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("int8 needs real inputs to find the tensors' ranges from: model=digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"conv2", "dense"})
    void keepsLayersInAHigherPrecision(String name) {
        KeptLayer middle = new KeptLayer(KeptLayer.By.NAME, name, "fp32");

        PlanManifest manifest = build(request("fp16", Optional.empty(), List.of(middle)), BuildListener.SILENT);

        assertThat(builder.inspect(repository.load(manifest), 0, List.of()).layers())
                .anyMatch(layer ->
                        layer.name().contains(name) && layer.precision().equals("fp32"));
    }

    /** Listening to every layer makes TensorRT prefer higher precisions, which forcing has to undo. */
    @Test
    void computesInThePrecisionAlsoWhereItIsSlowerWhenForced() {
        List<String> heard = List.of("conv1.out", "conv2.out", "conv3.out");
        ModelArtifact tapped = new ModelArtifact("tapped", "1", TappedModel.write(copyOfDigits(), heard), SIGNATURE);

        long usual = int8Layers(tapped, false);
        long forced = int8Layers(tapped, true);

        assertThat(forced).isGreaterThan(usual);
    }

    private Path copyOfDigits() {
        try {
            return Files.copy(DIGITS.onnx(), folder.resolve("digits.onnx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long int8Layers(ModelArtifact model, boolean forced) {
        BuildRequest like = request("int8", Optional.of(calibration()), List.of());
        BuilderSettings settings = forced ? like.settings().inForcedPrecision() : like.settings();
        BuildRequest request =
                new BuildRequest(model, "int8", like.profiles(), 0, like.calibration(), List.of(), settings);
        PlanManifest manifest = build(request, BuildListener.SILENT);
        return builder.inspect(repository.load(manifest), 0, List.of()).layers().stream()
                .filter(layer -> layer.precision().equals("int8"))
                .count();
    }

    @Test
    void refusesToKeepLayersThatAreNotThere() {
        KeptLayer none = new KeptLayer(KeptLayer.By.NAME, "/none", "fp32");

        assertThatThrownBy(() -> build(request("fp16", Optional.empty(), List.of(none)), BuildListener.SILENT))
                .hasMessage("no layer of the model is meant by these, so none can be kept in a higher precision:"
                        + " [NAME=/none]; penstock engine inspect lists the layers");
    }

    @Test
    void tellsHowFarItIs() {
        Heard heard = new Heard(Integer.MAX_VALUE);

        build(request("fp16", Optional.empty(), List.of()), heard);

        assertThat(heard.started).isNotEmpty();
        assertThat(heard.finished).containsExactlyInAnyOrderElementsOf(heard.started);
        assertThat(heard.steps).isPositive();
    }

    @Test
    void stopsWhenCancelledAndLeavesNothing() throws IOException {
        assertThatThrownBy(() -> build(request("fp16", Optional.empty(), List.of()), new Heard(1)))
                .isInstanceOf(BuildCancelledException.class);

        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().contains("trt"))).noneMatch(Files::isRegularFile);
        }
    }

    @Test
    void saysWhatIsWrongWithAModel() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.onnx"), "no model");
        BuildRequest request = new BuildRequest(
                new ModelArtifact("garbage", "1", garbage, SIGNATURE),
                "fp16",
                profiles(),
                0,
                Optional.empty(),
                List.of(),
                BuilderSettings.USUAL);

        assertThatThrownBy(() -> build(request, BuildListener.SILENT))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("TensorRT does not take the model: model=garbage/1, file=" + garbage)
                .hasMessageContaining("check that the file is a whole ONNX model");
    }

    private PlanManifest build(BuildRequest request, BuildListener listener) {
        return new PlanBuilding(builder, repository, Clock.systemUTC()).build(request, "0", "", listener);
    }

    private BuildRequest request(String precision, Optional<Calibration> calibration, List<KeptLayer> kept) {
        BuilderSettings settings =
                new BuilderSettings(false, 0, Optional.of(folder.resolve("timings")), List.of(), false, 3, false);
        return new BuildRequest(DIGITS, precision, profiles(), 0, calibration, kept, settings);
    }

    private static List<PlanProfile> profiles() {
        return List.of(PlanProfile.of(BUCKET, SIGNATURE, 1, 8, 16));
    }

    private Calibration calibration() {
        Map<String, ValueRange> ranges = Map.of("image", new ValueRange(0, 1));
        return new Calibration(
                new RandomSamples(SIGNATURE, BUCKET, ranges, 1, 64),
                BUCKET,
                16,
                new CalibrationCache(repository, "digits", "1"),
                new CalibrationCache.Source("model", "data", "10.6.0"));
    }

    /** Listens, and cancels after some steps. */
    private static final class Heard implements BuildListener {
        private final List<String> started = new ArrayList<>();
        private final List<String> finished = new ArrayList<>();
        private final int cancelAfter;
        private int steps;

        Heard(int cancelAfter) {
            this.cancelAfter = cancelAfter;
        }

        @Override
        public void phaseStarted(String phase, String parent, int count) {
            started.add(phase);
        }

        @Override
        public void stepDone(String phase, int step) {
            steps++;
        }

        @Override
        public void phaseFinished(String phase) {
            finished.add(phase);
        }

        @Override
        public boolean isCancelled() {
            return steps >= cancelAfter;
        }
    }
}
