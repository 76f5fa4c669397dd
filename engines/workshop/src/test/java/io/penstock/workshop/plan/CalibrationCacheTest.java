package io.penstock.workshop.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.workshop.plan.CalibrationCache.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationCacheTest {
    private static final Source SOURCE = new Source("model", "data", "10.6.0");
    private static final byte[] RANGES = {1, 2, 3};

    private final Path folder;
    private final CalibrationCache cache;

    CalibrationCacheTest(@TempDir Path folder) {
        this.folder = folder;
        cache = new CalibrationCache(new PlanRepository(folder), "digits", "1");
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(cache.read(SOURCE)).isEmpty();
    }

    @Test
    void isUsedAgainForTheSameModelAndData() {
        cache.write(SOURCE, RANGES);

        assertThat(cache.read(SOURCE)).contains(RANGES);
    }

    @Test
    void isNotUsedForAnotherModel() {
        cache.write(SOURCE, RANGES);

        assertThat(cache.read(new Source("another", "data", "10.6.0"))).isEmpty();
    }

    @Test
    void isNotUsedForOtherData() {
        cache.write(SOURCE, RANGES);

        assertThat(cache.read(new Source("model", "other", "10.6.0"))).isEmpty();
    }

    @Test
    void isNotUsedByAnotherTensorRt() {
        cache.write(SOURCE, RANGES);

        assertThat(cache.read(new Source("model", "data", "10.7.0"))).isEmpty();
    }

    @Test
    void isNotUsedOnceHarmed() throws IOException {
        cache.write(SOURCE, RANGES);
        Files.write(folder.resolve("digits/1/calibration.cache"), new byte[] {1, 2});

        assertThat(cache.read(SOURCE)).isEmpty();
    }
}
