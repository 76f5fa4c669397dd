package io.penstock.benchmarks.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RivalsCommandIT {
    private static final String SMALL = "--rounds=1 --seconds=1 --warm-up=0.1 --pool=4 --partitions=2 --threads=1";

    @Test
    void measuresTheNullEngineBesideWhatKafkaItselfCosts(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
        Path json = folder.resolve("report.json");
        String arguments =
                SMALL + " --sizes=200 --records=20000 --guarantee=exactly_once_v2 --in-flight=64 --jvm=-Xmx256m --json="
                        + json + " --svg=" + folder;

        int code = new CommandLine(new RivalsCommand(
                        new Terminal(stream, stream, Style.PLAIN, false, false, 80), new StopSignal()))
                .execute(arguments.split(" ", -1));

        assertThat(code).as(written.toString(StandardCharsets.UTF_8)).isZero();
        JsonNode cell = new JsonMapper().readTree(json.toFile()).path("cells").path(0);
        assertThat(cell.path("requestBytes").asInt()).isBetween(199, 201);
        assertThat(cell.path("subjects"))
                .extracting(subject -> subject.path("subject").asText())
                .containsExactly("plain", "streams", "streams-confluent", "penstock");
        assertThat(cell.path("subjects")).allSatisfy(subject -> {
            JsonNode round = subject.path("rounds").path(0);
            assertThat(round.path("steady").path("recordsPerSecond").asDouble()).isPositive();
            assertThat(round.path("steady").path("cpuMicros").asDouble()).isPositive();
            assertThat(round.path("delivery").path("missing").asInt()).isZero();
            assertThat(round.path("memory").path("liveHeapBytes").asLong()).isBetween(1L << 20, 256L << 20);
        });
        assertThat(cell.path("subjects")
                        .path(3)
                        .path("settings")
                        .path("maxInFlightRows")
                        .asText())
                .isEqualTo("64");
        assertThat(written.toString(StandardCharsets.UTF_8)).contains("memory in MiB");
        assertThat(folder.resolve("throughput.svg"))
                .content()
                .startsWith("<svg")
                .contains(">penstock</text>");
    }
}
