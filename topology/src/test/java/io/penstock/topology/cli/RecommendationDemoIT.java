package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecommendationDemoIT {
    @Test
    void recommendsToEveryEventBetterThanPopularityAndLeavesNothing(@TempDir Path folder) throws Exception {
        try (PenstockProcess demo = PenstockProcess.start(
                folder, "demo", "recommendation", "--events", "2000", "--output", folder.toString())) {
            assertThat(demo.exitCode()).as(demo.err()).isZero();
            assertThat(demo.out())
                    .anySatisfy(line -> assertThat(line)
                            .endsWith("2,000  one for each event, each with the right count of its user's events"))
                    .anySatisfy(line -> assertThat(line).matches("  NDCG@10 +0\\.[6-9]\\d\\d  of 800 judged.*"));
            assertThat(demo.err()).contains("2,000 events sent, 2,000 recommendations");
            assertThat(folder.resolve("recommendation.html")).content().contains("2,000 of 2,000 events answered");
            assertThat(demo.temporaryFolder()).doesNotExist();
        }
    }
}
