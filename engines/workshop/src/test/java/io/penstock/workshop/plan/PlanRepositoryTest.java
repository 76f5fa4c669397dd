package io.penstock.workshop.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanRepositoryTest {
    private final Path folder;
    private final PlanRepository repository;

    PlanRepositoryTest(@TempDir Path folder) {
        this.folder = folder;
        repository = new PlanRepository(folder);
    }

    @Test
    void namesAPlanAfterItsGpuRuntimeAndPrecision() {
        assertThat(Plans.DIGITS.path()).isEqualTo("digits/1/nvidia-h200-sm90-trt10.6.0-fp16");
    }

    @Test
    void namesTheSetOfProfilesWhereThereIsOne() {
        PlanKey key = new PlanKey("bert", "2", Plans.A100, "int8", "long");

        assertThat(key.path()).isEqualTo("bert/2/nvidia-a100-sxm4-80gb-sm80-trt10.6.0-int8-long");
    }

    @Test
    void refusesANameThatLeavesTheFolder() {
        assertThatThrownBy(() -> new PlanKey("../digits", "1", Plans.H200, "fp16", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a model is letters, digits, dots, underscores and hyphens, a letter or digit first:"
                        + " is \"../digits\"");
    }

    @Test
    void findsWhatItStored() {
        PlanManifest stored = Plans.store(repository, Plans.DIGITS, "plan");

        assertThat(repository.find(Plans.DIGITS)).contains(stored);
        assertThat(repository.list()).containsExactly(stored);
        assertThat(stored.planSha256()).isEqualTo(Plans.sha256("plan"));
        assertThat(stored.planBytes()).isEqualTo(4);
    }

    @Test
    void loadsTheBytesItHashed() {
        LoadedPlan loaded = repository.load(Plans.store(repository, Plans.DIGITS, "plan"));

        assertThat(StandardCharsets.UTF_8.decode(loaded.bytes()).toString()).isEqualTo("plan");
        assertThat(loaded.bytes().isDirect()).isTrue();
    }

    @Test
    void loadsNoPlanWithAnotherHash() throws IOException {
        PlanManifest stored = Plans.store(repository, Plans.DIGITS, "plan");
        Path file = repository.planFile(Plans.DIGITS);
        Files.writeString(file, "evil");

        assertThatThrownBy(() -> repository.load(stored))
                .isInstanceOf(PenstockException.class)
                .hasMessage("the plan is not the one its manifest describes and is not loaded: plan=" + file
                        + ", sha256=" + Plans.sha256("evil") + ", manifest=" + Plans.sha256("plan")
                        + "; build it anew or pull it again");
    }

    @Test
    void leavesNothingOfAPlanThatFailsHalfway() throws IOException {
        assertThatThrownBy(() -> repository.store(Plans.DIGITS, part -> {
                    Plans.write(part, "half");
                    throw new IllegalStateException("stopped");
                }))
                .hasMessage("stopped");

        assertThat(files()).isEmpty();
    }

    @Test
    void keepsTheOldPlanWhenTheNewOneFails() throws IOException {
        PlanManifest old = Plans.store(repository, Plans.DIGITS, "old");

        assertThatThrownBy(() -> repository.store(Plans.DIGITS, part -> {
                    throw new IllegalStateException("stopped");
                }))
                .hasMessage("stopped");

        assertThat(repository.load(old).manifest()).isEqualTo(old);
        assertThat(files()).hasSize(2);
    }

    @Test
    void putsAVerificationOnRecord() {
        PlanManifest stored = Plans.store(repository, Plans.DIGITS, "plan");

        repository.record(stored, Plans.verification(stored.planSha256()));

        assertThat(repository.find(Plans.DIGITS)).get().matches(PlanManifest::isVerified);
    }

    @Test
    void forgetsTheVerificationOfAPlanThatIsBuiltAnew() {
        PlanManifest stored = Plans.store(repository, Plans.DIGITS, "plan");
        repository.record(stored, Plans.verification(stored.planSha256()));

        assertThat(Plans.store(repository, Plans.DIGITS, "another").isVerified())
                .isFalse();
    }

    @Test
    void recordsNoVerificationOfAnotherPlan() {
        PlanManifest stored = Plans.store(repository, Plans.DIGITS, "plan");
        Plans.store(repository, Plans.DIGITS, "another");

        assertThatThrownBy(() -> repository.record(stored, Plans.verification(stored.planSha256())))
                .hasMessage("another plan was compared than the one that lies here: plan="
                        + repository.planFile(Plans.DIGITS) + ", sha256=" + Plans.sha256("another") + ", compared="
                        + Plans.sha256("plan"));
    }

    @Test
    void namesTheManifestThatIsNone() throws IOException {
        Plans.store(repository, Plans.DIGITS, "plan");
        Files.writeString(repository.manifestFile(Plans.DIGITS), "{");

        assertThatThrownBy(() -> repository.list())
                .isInstanceOf(PenstockException.class)
                .hasMessageStartingWith(
                        "this is no manifest of a plan: manifest=" + repository.manifestFile(Plans.DIGITS) + ": ");
    }

    @Test
    void hasNoPlansWhereThereIsNoFolder() {
        assertThat(new PlanRepository(folder.resolve("absent")).list()).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
