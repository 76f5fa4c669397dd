package io.penstock.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Signature;
import io.penstock.topology.model.Model;
import io.penstock.topology.model.ModelRepository;
import io.penstock.workshop.build.Device;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.plan.ShapeNotation;
import io.penstock.workshop.plan.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanRecipeTest {
    private static final Model MODEL =
            new ModelRepository(Path.of(System.getProperty("penstock.models"))).find("digits", Optional.empty());
    private static final Signature SIGNATURE = MODEL.artifact().signature();
    private static final Bucket BUCKET = Bucket.fixed(SIGNATURE);

    private final PlanRecipe recipe = new PlanRecipe(
            MODEL,
            new PlanRepository(Path.of("plans")),
            new Device(0, new Target("NVIDIA H200", "9.0", "10.6.0"), "580", 1L << 37));

    @Test
    void everyBatchToBeFastestAtHasAProfile() {
        assertThat(recipe.profiles(List.of(), List.of(BUCKET), 1, List.of(1, 64), 256))
                .containsExactly(
                        PlanProfile.of(BUCKET, SIGNATURE, 1, 1, 1), PlanProfile.of(BUCKET, SIGNATURE, 2, 64, 256));
    }

    @Test
    void aBucketThatNoGivenProfileServesHasItsOwn() {
        PlanProfile given = ShapeNotation.parse("shapes-1", "image=1x1x8x8/4x1x8x8/16x1x8x8");

        assertThat(recipe.profiles(List.of(given), List.of(BUCKET), 1, List.of(), 16))
                .containsExactly(given);
        assertThat(recipe.profiles(List.of(given), List.of(BUCKET), 1, List.of(), 32))
                .containsExactly(given, PlanProfile.of(BUCKET, SIGNATURE, 1, 32, 32));
    }

    @Test
    void aPlanHasRoomForTheMostRowsWhereModelYamlSaysNothing() {
        assertThat(recipe.profiles(List.of(BUCKET), 8)).containsExactly(PlanProfile.of(BUCKET, SIGNATURE, 1, 8, 8));
    }

    @Test
    void refusesProfilesOfOtherInputs() {
        PlanProfile given = ShapeNotation.parse("shapes-1", "pixels=8x1x8x8");

        assertThatThrownBy(() -> recipe.profiles(List.of(given), List.of(BUCKET), 1, List.of(), 8))
                .isInstanceOf(PenstockException.class)
                .hasMessageStartingWith("cannot make profiles: model=digits: a profile needs shapes that fit of every"
                        + " input: profile=shapes-1");
    }

    @Test
    void keepsBesideThePlansWhatBuildsMeasure() {
        assertThat(recipe.timingCache()).hasFileName("nvidia-h200-sm90-trt10.6.0.timing");
    }
}
