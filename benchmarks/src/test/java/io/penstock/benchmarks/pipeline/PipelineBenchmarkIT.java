package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.config.Guarantee;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineBenchmarkIT {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    @Test
    void answersTheWholeBacklogUnderBothGuarantees() {
        Settings settings = new Settings(
                new Subject(
                        Path.of("pipelines/digits.yaml"),
                        Optional.empty(),
                        Optional.of("onnxruntime"),
                        Optional.of("fp32"),
                        Optional.empty()),
                2_000,
                1,
                3,
                List.of(Guarantee.EXACTLY_ONCE_V2, Guarantee.AT_LEAST_ONCE),
                1,
                Duration.ofMillis(200),
                Settings.ENGINE,
                Optional.of(0.01));

        Report report = new PipelineBenchmark(
                        settings, new Terminal(NOWHERE, NOWHERE, Style.PLAIN, false, false, 80), new StopSignal())
                .run();

        assertThat(report.problems()).isEmpty();
        assertThat(report.runs()).extracting(Outcome::guarantee).containsExactly("exactly_once_v2", "at_least_once");
        assertThat(report.runs()).allSatisfy(run -> {
            assertThat(run.delivery().answered()).isEqualTo(2_000);
            assertThat(run.fractionOfBareEngine()).isBetween(0.0001, 1.5);
            assertThat(run.batchFill()).isBetween(0.01, 1.0);
        });
        assertThat(report.json()).contains("\"backend\" : \"onnxruntime\"");
    }
}
