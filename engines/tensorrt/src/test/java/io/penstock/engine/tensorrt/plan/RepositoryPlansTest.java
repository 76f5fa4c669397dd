package io.penstock.engine.tensorrt.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.tensorrt.LocatedPlan;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.workshop.plan.PlanKey;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.plan.Target;
import io.penstock.workshop.samples.Sha256;
import io.penstock.workshop.verify.Tolerance;
import io.penstock.workshop.verify.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryPlansTest {
    private static final Gpu H200 = new Gpu(0, "NVIDIA H200", 9, 0, 1L << 37);
    private static final PlanKey KEY =
            new PlanKey("digits", "1", new Target("NVIDIA H200", "9.0", "10.6.0"), "fp16", "");
    private static final Signature SIGNATURE = new Signature(
            List.of(new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, 4))),
            List.of(new TensorSpec("y", DataType.FLOAT32, Shape.of(-1, 2))));

    private final RepositoryPlans plans = new RepositoryPlans(() -> "10.6.0");
    private final Path folder;
    private final ModelArtifact model;

    RepositoryPlansTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Path onnx = Files.writeString(folder.resolve("model.onnx"), "onnx");
        model = new ModelArtifact("digits", "1", onnx, SIGNATURE);
        new PlanRepository(folder).store(KEY, part -> {
            write(part);
            return (sha256, bytes) -> manifest(sha256, bytes, onnx);
        });
    }

    @Test
    void givesTheBytesOfAnUnverifiedPlanOnlyWhenTold() {
        LocatedPlan plan = plans.find(model, options(Map.of("allowUnverified", "true")), H200);

        assertThat(plan.bytes().remaining()).isEqualTo(4);
        assertThat(plan.verified()).isFalse();
        assertThat(plan.file()).isEqualTo(new PlanRepository(folder).planFile(KEY));
        assertThatThrownBy(() -> plans.find(model, options(Map.of()), H200))
                .hasMessageStartingWith("the plan must not serve: it was never compared with its model");
    }

    @Test
    void saysThatAPlanIsVerifiedAlsoWhereOthersMayServe() {
        PlanRepository repository = new PlanRepository(folder);
        PlanManifest manifest = repository.list().get(0);
        repository.record(manifest, passed(manifest.planSha256()));

        assertThat(plans.find(model, options(Map.of("allowUnverified", "true")), H200)
                        .verified())
                .isTrue();
        assertThat(plans.find(model, options(Map.of()), H200).verified()).isTrue();
    }

    private static Verification passed(String sha256) {
        return new Verification(
                true,
                List.of(),
                sha256,
                "tensorrt",
                "onnxruntime",
                "random, seed 1",
                8,
                Tolerance.of("fp16"),
                List.of(),
                null,
                "2026-01-01T00:00:00Z");
    }

    @Test
    void findsNoPlanForAnotherGpu() {
        Gpu other = new Gpu(0, "NVIDIA L4", 8, 9, 1L << 34);

        assertThatThrownBy(() -> plans.find(model, options(Map.of()), other))
                .hasMessageContaining("target=NVIDIA L4 (8.9), TensorRT 10.6.0")
                .hasMessageContaining("is for NVIDIA H200 (9.0), TensorRT 10.6.0")
                .hasMessageContaining("penstock engine build digits --model-version 1 --precision fp16 --max-batch 8");
    }

    @Test
    void takesThePlanThatIsNamed() {
        Map<String, String> named = Map.of("plan", KEY.path(), "allowUnverified", "true", "plugins", "a.so, b.so");

        assertThat(plans.find(model, options(named), H200).plugins()).containsExactly(Path.of("a.so"), Path.of("b.so"));
        assertThatThrownBy(() -> plans.find(model, options(Map.of("plan", "digits/1/none")), H200))
                .hasMessage("there is no such plan: plan=digits/1/none, plans=" + folder);
    }

    private EngineOptions options(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("plans", folder.toString());
        return new EngineOptions(8, List.of(Bucket.fixed(SIGNATURE)), 1, "fp16", 0, all);
    }

    private static void write(Path part) {
        try {
            Files.writeString(part, "plan");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PlanManifest manifest(String sha256, long bytes, Path onnx) {
        try {
            return new PlanManifest(
                    PlanManifest.FORMAT,
                    KEY,
                    sha256,
                    bytes,
                    Sha256.of(onnx),
                    null,
                    "580",
                    false,
                    List.of(PlanProfile.of(Bucket.fixed(SIGNATURE), SIGNATURE, 1, 8, 16)),
                    Map.of(),
                    1,
                    "2026-01-01T00:00:00Z",
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
