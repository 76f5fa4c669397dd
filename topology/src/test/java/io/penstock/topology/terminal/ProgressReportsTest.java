package io.penstock.topology.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgressReportsTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long nowNanos;

    @Test
    void reportsEveryOtherSecondAndAtTheEnd() {
        ProgressReports progress = reports(2_000);
        progress.at(1);
        advance(Duration.ofSeconds(2));
        progress.at(1_000);
        advance(Duration.ofMillis(500));
        progress.at(1_500);
        advance(Duration.ofMillis(600));
        progress.at(2_000);
        progress.close();
        assertThat(lines()).containsExactly("topic: 1,000 of 2,000", "topic: 2,000 of 2,000 in 3.1 s");
    }

    @Test
    void saysWhatItHasComeToWhereNobodyKnowsTheTotal() {
        ProgressReports progress = reports(-1);
        progress.at(7);
        progress.close();
        assertThat(lines()).containsExactly("topic: 7 in 0.0 s");
    }

    @Test
    void saysWhatItIsAt() {
        ProgressReports progress = reports(100);
        progress.doing("Tactic Selection 4 of 10");
        advance(Duration.ofSeconds(2));
        progress.at(70);
        assertThat(lines()).containsExactly("topic: 70 of 100, Tactic Selection 4 of 10");
    }

    @Test
    void closesTwice() {
        ProgressReports progress = reports(1);
        progress.close();
        progress.close();
        assertThat(lines()).hasSize(1);
    }

    private ProgressReports reports(long total) {
        return new ProgressReports(
                new PrintStream(written, true, StandardCharsets.UTF_8), "topic", total, () -> nowNanos);
    }

    private void advance(Duration duration) {
        nowNanos += duration.toNanos();
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
