package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.topology.terminal.RecordedTerminal;
import io.penstock.topology.terminal.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A user measures the digits pipeline: real images, a real broker, the real engine. */
@Timeout(120)
final class BenchIT {
    private static final String PIPELINE =
            """
            name: digits
            models: %s
            kafka: { bootstrap.servers: "kafka.example.com:9093", security.protocol: SASL_SSL }
            registry: { url: "https://registry.example.com" }
            input: { topic: digits.requests }
            preprocess: { type: image, width: 8, height: 8, channels: 1, scale: 1/255 }
            infer: { model: digits, window: 2ms, maxBatch: 8 }
            postprocess: { type: classification, topK: 1 }
            output: { topic: digits.results }
            deadLetters: { topic: digits.dead-letters }
            guarantee: at_least_once
            commitInterval: 100ms
            """;

    private final RecordedTerminal terminal = new RecordedTerminal();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void measuresSweepsAndRecommends() throws IOException {
        Path file = folder.resolve("pipeline.yaml");
        Files.writeString(file, PIPELINE.formatted(System.getProperty("penstock.models")));
        Path json = folder.resolve("bench.json");
        Path svg = folder.resolve("bench.svg");

        int exitCode = PenstockCommand.line(terminal.terminal(), new StopSignal())
                .execute(
                        "bench",
                        "-f",
                        file.toString(),
                        "--step",
                        "1s",
                        "--warm-up",
                        "1s",
                        "--rates",
                        "50,200",
                        "--p99",
                        "5s",
                        "--budget",
                        "1s",
                        "--json",
                        json.toString(),
                        "--svg",
                        svg.toString());

        assertThat(exitCode).as("%s", terminal.err()).isZero();
        JsonNode report = JsonMapper.builder().build().readTree(Files.readString(json));
        assertThat(report.at("/requests").asText()).isEqualTo("450 held-out images of the model");
        assertThat(report.at("/saturation/perSecond").asDouble()).isGreaterThan(50);
        assertThat(report.at("/points")).hasSize(2).allSatisfy(point -> {
            assertThat(point.at("/perSecond").asDouble())
                    .isBetween(
                            0.6 * point.at("/offeredPerSecond").asDouble(),
                            1.4 * point.at("/offeredPerSecond").asDouble());
            assertThat(point.at("/latency/samples").asLong())
                    .isEqualTo(point.at("/offeredPerSecond").asLong());
            assertThat(point.at("/latency/p50Millis").asDouble()).isPositive();
            assertThat(point.at("/deadLetters").asLong()).isZero();
            assertThat(point.at("/meanBatch").asDouble()).isBetween(1.0, 8.0);
        });
        assertThat(report.at("/recommendation/p99Millis").asDouble()).isEqualTo(5_000);
        assertThat(report.at("/recommendation/trials").size()).isPositive();
        assertThat(report.at("/recommendation/engine").size()).isPositive();
        assertThat(Files.readString(svg)).startsWith("<svg ").contains("saturation, ");
        assertThat(terminal.out()).anyMatch(line -> line.contains("p99.9 ms"));
    }
}
