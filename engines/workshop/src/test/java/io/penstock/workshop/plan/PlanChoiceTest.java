package io.penstock.workshop.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanChoiceTest {
    private final Path folder;
    private final PlanRepository repository;
    private final PlanChoice choice;

    PlanChoiceTest(@TempDir Path folder) {
        this.folder = folder;
        repository = new PlanRepository(folder);
        choice = new PlanChoice(repository);
    }

    @Test
    void takesThePlanThatFits() {
        Plans.store(repository, Plans.key("int8", Plans.H200), "int8");
        PlanManifest fitting = Plans.store(repository, Plans.DIGITS, "fp16");

        assertThat(choice.require(Plans.request(64))).isEqualTo(fitting);
    }

    @Test
    void saysWhichCommandBuildsThePlanThatIsMissing() {
        assertThatThrownBy(() -> choice.require(Plans.request(64)))
                .isInstanceOf(PenstockException.class)
                .hasMessage("no plan fits: model=digits/1, precision=fp16, target=NVIDIA H200 (9.0), TensorRT 10.6.0,"
                        + " maxRows=64, buckets=fixed=[1,8,8], plans=" + folder + "\n"
                        + "there is no plan of this model and version;\n"
                        + "build one on this machine with\n"
                        + "  penstock engine build digits --model-version 1 --precision fp16 --max-batch 64\n"
                        + "or set infer.engine.buildMissing: true to build it at start");
    }

    @Test
    void saysWhatKeepsEachPlanFromServing() {
        Plans.store(repository, Plans.key("fp16", Plans.A100), "a");
        Plans.store(repository, Plans.key("int8", Plans.H200), "b");

        assertThatThrownBy(() -> choice.require(Plans.request(128)))
                .hasMessageContaining("there is\n"
                        + "  digits/1/nvidia-a100-sxm4-80gb-sm80-trt10.6.0-fp16:"
                        + " is for NVIDIA A100-SXM4-80GB (8.0), TensorRT 10.6.0, takes no 128 rows of bucket fixed\n"
                        + "  digits/1/nvidia-h200-sm90-trt10.6.0-int8:"
                        + " is int8, takes no 128 rows of bucket fixed\n");
    }

    @Test
    void takesNoPlanOfAnotherModelFile() {
        Plans.store(repository, Plans.DIGITS, "plan");
        PlanRequest request =
                new PlanRequest("digits", "1", "f".repeat(64), Plans.H200, "fp16", 8, List.of(Plans.BUCKET));

        assertThatThrownBy(() -> choice.require(request)).hasMessageContaining("was built from another model.onnx");
    }

    @Test
    void takesACompatiblePlanOfAnotherGpu() {
        PlanManifest compatible = Plans.store(repository, Plans.key("fp16", Plans.A100), "plan", true);

        assertThat(choice.find(Plans.request(8))).contains(compatible);
    }

    @Test
    void prefersAVerifiedPlan() {
        PlanManifest compatible = Plans.store(repository, Plans.key("fp16", Plans.A100), "plan", true);
        Plans.store(repository, Plans.DIGITS, "own");
        PlanManifest verified = repository.record(compatible, Plans.verification(compatible.planSha256()));

        assertThat(choice.find(Plans.request(8))).contains(verified);
    }

    @Test
    void namesTheBucketsToBuild() {
        List<Bucket> buckets =
                List.of(new Bucket("64", List.of(Shape.of(64))), new Bucket("128", List.of(Shape.of(128))));
        PlanRequest request = new PlanRequest("bert", "3", Plans.ONNX, Plans.H200, "fp16", 32, buckets);

        assertThat(request.buildCommand())
                .isEqualTo("penstock engine build bert --model-version 3 --precision fp16 --max-batch 32"
                        + " --buckets 64,128");
    }

    @Test
    void aProfileTakesOnlyShapesWithinItsBounds() {
        Bucket bucket = new Bucket("128", List.of(Shape.of(128)));
        PlanProfile profile = new PlanProfile(
                "128", List.of(new InputProfile("ids", List.of(1L, 65L), List.of(8L, 128L), List.of(16L, 128L))));

        assertThat(profile.takes(bucket, 16)).isTrue();
        assertThat(profile.takes(bucket, 17)).isFalse();
        assertThat(profile.takes(new Bucket("64", List.of(Shape.of(64))), 1)).isFalse();
    }

    @Test
    void theLastOfABucketsProfilesHasRoomForTheMostRows() {
        PlanManifest plan = Plans.store(repository, Plans.DIGITS, "fp16");
        PlanManifest tuned = new PlanManifest(
                PlanManifest.FORMAT,
                plan.key(),
                plan.planSha256(),
                plan.planBytes(),
                plan.onnxSha256(),
                null,
                plan.driver(),
                false,
                RowRange.tuned(1, List.of(1, 64), 256).stream()
                        .map(rows -> PlanProfile.of(Plans.BUCKET, Plans.SIGNATURE, rows))
                        .toList(),
                Map.of(),
                1,
                plan.builtAt(),
                null);
        repository.store(tuned.key(), part -> {
            Plans.write(part, "fp16");
            return (sha256, bytes) -> tuned;
        });

        assertThat(choice.find(Plans.request(256))).contains(tuned);
        assertThat(choice.find(Plans.request(257))).isEmpty();
    }

    @Test
    void aProfileIsOrdered() {
        assertThatThrownBy(() -> new InputProfile("ids", List.of(1L), List.of(9L), List.of(8L)))
                .hasMessage("a profile needs min <= opt <= max in every dimension: input=ids, min=[1], opt=[9],"
                        + " max=[8]");
    }
}
