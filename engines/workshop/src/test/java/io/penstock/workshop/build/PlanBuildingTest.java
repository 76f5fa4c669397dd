package io.penstock.workshop.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.engine.Availability;
import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.workshop.plan.LoadedPlan;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.plan.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanBuildingTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Signature SIGNATURE = new Signature(
            List.of(new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, 4))),
            List.of(new TensorSpec("y", DataType.FLOAT32, Shape.of(-1, 2))));

    private final Path folder;

    PlanBuildingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void describesWhatItBuilt() {
        PlanRepository repository = new PlanRepository(folder);

        PlanManifest built = new PlanBuilding(new WritingBuilder(false), repository, CLOCK)
                .build(request(), "abc", "", BuildListener.SILENT);

        assertThat(repository.find(built.key())).contains(built);
        assertThat(built.key().path()).isEqualTo("digits/1/nvidia-h200-sm90-trt10.6.0-fp16");
        assertThat(built.driver()).isEqualTo("580.159");
        assertThat(built.onnxSha256()).isEqualTo("abc");
        assertThat(built.builtAt()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(built.settings())
                .containsEntry("kept", "Softmax=fp32")
                .containsEntry("workspaceBytes", "all")
                .containsEntry("optimizationLevel", "3");
        assertThat(built.isVerified()).isFalse();
    }

    @Test
    void leavesNothingOfACancelledBuild() throws IOException {
        PlanBuilding building = new PlanBuilding(new WritingBuilder(true), new PlanRepository(folder), CLOCK);

        assertThatThrownBy(() -> building.build(request(), "abc", "", BuildListener.SILENT))
                .isInstanceOf(BuildCancelledException.class)
                .hasMessage("the build was cancelled, no plan was written: model=digits");
        assertThat(new PlanRepository(folder).list()).isEmpty();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void knowsItsPrecisions() {
        assertThatThrownBy(() -> new BuildRequest(
                        model(), "fp8", profiles(), 0, Optional.empty(), List.of(), BuilderSettings.USUAL))
                .hasMessage("the precision must be one of bf16, fp16, fp32, int8, tf32: precision=fp8");
    }

    @Test
    void keptLayersAreNamedWithStarsOrByType() {
        KeptLayer named = new KeptLayer(KeptLayer.By.NAME, "/encoder/*/Softmax", "fp32");
        KeptLayer typed = new KeptLayer(KeptLayer.By.TYPE, "softmax", "fp32");

        assertThat(named.means("/encoder/3/Softmax", "Softmax")).isTrue();
        assertThat(named.means("/decoder/3/Softmax", "Softmax")).isFalse();
        assertThat(typed.means("/decoder/3/Softmax", "Softmax")).isTrue();
    }

    private static BuildRequest request() {
        KeptLayer kept = new KeptLayer(KeptLayer.By.TYPE, "Softmax", "fp32");
        return new BuildRequest(model(), "fp16", profiles(), 0, Optional.empty(), List.of(kept), BuilderSettings.USUAL);
    }

    private static ModelArtifact model() {
        return new ModelArtifact("digits", "1", Path.of("model.onnx"), SIGNATURE);
    }

    private static List<PlanProfile> profiles() {
        return List.of(PlanProfile.of(Bucket.fixed(SIGNATURE), SIGNATURE, 1, 8, 16));
    }

    private record WritingBuilder(boolean cancels) implements EngineBuilder {
        @Override
        public String backend() {
            return "fake";
        }

        @Override
        public Availability availability() {
            return new Availability.Available("in memory");
        }

        @Override
        public Device device(int index) {
            return new Device(index, new Target("NVIDIA H200", "9.0", "10.6.0"), "580.159", 1L << 37);
        }

        @Override
        public BuildReport build(BuildRequest request, Path plan, BuildListener listener) {
            try {
                Files.writeString(plan, "plan");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (cancels) {
                throw new BuildCancelledException(request.model().name());
            }
            return new BuildReport(device(request.device()), 1.5, Optional.empty(), false);
        }

        @Override
        public PlanInspection inspect(LoadedPlan plan, int device, List<Path> plugins) {
            return new PlanInspection(List.of(), 1, 0, List.of());
        }
    }
}
