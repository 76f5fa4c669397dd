package io.penstock.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.engine.Bucket;
import io.penstock.engine.EngineException;
import io.penstock.engine.Shape;
import io.penstock.engine.tensorrt.gpu.ShapeRange;
import io.penstock.engine.tensorrt.gpu.TrtProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketProfilesTest {
    @Test
    void takesTheProfileOfTheBucketsLength() {
        List<TrtProfile> profiles = List.of(profile(0, 1, 16, 512), profile(1, 1, 16, 128));

        assertThat(match(128, profiles, 16).forRows(16).profile().index()).isEqualTo(1);
        assertThat(match(512, profiles, 16).forRows(1).profile().index()).isZero();
    }

    @Test
    void padsALengthWithoutAProfileOfItsOwn() {
        assertThat(match(100, List.of(profile(0, 1, 16, 128)), 8)
                        .forRows(8)
                        .profile()
                        .index())
                .isZero();
    }

    @Test
    void takesTheProfileTunedForTheSmallestBatchesThatSuffice() {
        BucketProfiles matched = match(128, List.of(profile(0, 1, 64, 128), profile(1, 1, 8, 128)), 64);

        assertThat(matched.forRows(1).profile().index()).isEqualTo(1);
        assertThat(matched.forRows(8).profile().index()).isEqualTo(1);
        assertThat(matched.forRows(9).profile().index()).isZero();
    }

    @Test
    void padsABatchUpToTheFewestRowsOfAProfile() {
        BucketProfiles matched = match(128, List.of(profile(0, 8, 8, 128)), 4);

        assertThat(matched.forRows(3).padded(3)).isEqualTo(8);
    }

    @Test
    void opensOnlyTheProfilesThatSomeBatchNeeds() {
        List<TrtProfile> profiles = List.of(profile(0, 1, 8, 128), profile(1, 1, 64, 128), profile(2, 1, 256, 128));

        assertThat(match(128, profiles, 32).forBatchesUpTo(32))
                .extracting(served -> served.profile().index())
                .containsExactly(0, 1);
    }

    @Test
    void refusesABatchThatNoProfileTakes() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> match(128, List.of(profile(0, 1, 16, 128)), 17))
                .withMessage("the plan has no profile for these batches: bucket=128, rowShapes=[[128]], maxRows=17,"
                        + " profiles=[[[1,1]..[16,128]]]; lower infer.maxBatch, or build a plan with this bucket and"
                        + " batch");
    }

    @Test
    void refusesALengthThatNoProfileTakes() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> match(256, List.of(profile(0, 1, 16, 128)), 16))
                .withMessageStartingWith("the plan has no profile for these batches: bucket=256");
    }

    private static BucketProfiles match(int length, List<TrtProfile> profiles, int maxRows) {
        Shape row = Shape.of(length);
        return BucketProfiles.of(new Bucket("" + length, List.of(row)), List.of(row), profiles, maxRows);
    }

    private static TrtProfile profile(int index, int minRows, int maxRows, int length) {
        Shape max = Shape.of(maxRows, length);
        return new TrtProfile(index, List.of(new ShapeRange(Shape.of(minRows, 1), max, max)), 0);
    }
}
