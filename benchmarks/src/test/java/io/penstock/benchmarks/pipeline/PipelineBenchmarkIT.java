package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.config.Guarantee;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineBenchmarkIT {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    @Test
    void answersTheWholeBacklogUnderBothGuarantees() {
        Report report = run("pipelines/digits.yaml", 1, List.of(Guarantee.EXACTLY_ONCE_V2, Guarantee.AT_LEAST_ONCE));

        assertThat(report.problems()).isEmpty();
        assertThat(report.runs()).extracting(Outcome::guarantee).containsExactly("exactly_once_v2", "at_least_once");
        assertThat(report.runs()).allSatisfy(run -> {
            assertThat(run.delivery().answered()).isEqualTo(2_000);
            assertThat(run.fractionOfBareEngine()).isBetween(0.0001, 1.5);
            assertThat(run.batchFill()).isBetween(0.01, 1.0);
            assertThat(run.rowsPerSecond()).isEqualTo(run.recordsPerSecond());
        });
        assertThat(report.parts().inPlace()).isFalse();
        assertThat(report.json()).contains("\"backend\" : \"onnxruntime\"");
    }

    @Test
    void namesThePartThatHoldsRequestsOfSeveralRowsBack(@TempDir Path folder) throws IOException {
        Path pipeline = folder.resolve("rows.yaml");
        String digits = Files.readString(Path.of("pipelines/digits.yaml"));
        Files.writeString(
                pipeline,
                digits.replaceAll("(?m)^preprocess:.*$", "preprocess: { type: tensor }")
                        .replaceAll("(?m)^postprocess:.*$", "postprocess: { type: tensor }"));

        Report report = run(pipeline.toString(), 5, List.of(Guarantee.AT_LEAST_ONCE));

        assertThat(report.problems()).isEmpty();
        Outcome run = report.runs().get(0);
        assertThat(run.rowsPerSecond()).isEqualTo(5 * run.recordsPerSecond());
        assertThat(run.megabytesPerSecond())
                .isEqualTo(run.recordsPerSecond() * report.workload().requestBytes() / 1e6);
        assertThat(report.parts().inPlace()).isTrue();
        assertThat(report.parts().most()).isPositive();
        assertThat(report.lines(Style.PLAIN))
                .anyMatch(line -> line.contains("preprocess alone") && line.contains("MB/s in 4 threads"))
                .anyMatch(line -> line.contains("reading alone") && line.contains("poll only"))
                .anyMatch(line ->
                        line.contains("bound") && line.contains(report.parts().bound()));
    }

    @Test
    void keepsADeviceBusyThatNeedsNoCore() {
        Subject device = new Subject(
                Path.of("pipelines/device.yaml"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        Report report = run(device, 6_000, 1, Duration.ofSeconds(3), List.of(Guarantee.AT_LEAST_ONCE));

        assertThat(report.problems()).isEmpty();
        assertThat(report.parts().bound()).isEqualTo("engine");
        assertThat(report.runs().get(0).fractionOfBareEngine()).isBetween(0.6, 1.2);
    }

    private static Report run(String pipeline, int rows, List<Guarantee> guarantees) {
        return run(
                new Subject(
                        Path.of(pipeline),
                        Optional.of(Path.of(System.getProperty("penstock.models"))),
                        Optional.of("onnxruntime"),
                        Optional.of("fp32"),
                        Optional.empty()),
                2_000,
                rows,
                Duration.ofMillis(200),
                guarantees);
    }

    private static Report run(Subject subject, int records, int rows, Duration engineTime, List<Guarantee> guarantees) {
        Settings settings = new Settings(
                subject,
                new Load(records, 16, rows, 224),
                3,
                guarantees,
                1,
                engineTime,
                Settings.ENGINE,
                Optional.of(0.01));
        return new PipelineBenchmark(
                        settings, new Terminal(NOWHERE, NOWHERE, Style.PLAIN, false, false, 80), new StopSignal())
                .run();
    }
}
