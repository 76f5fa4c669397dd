package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void answersEveryRequestOnceAndLeavesNothingButItsReport() throws Exception {
        Path output = folder.resolve("report");
        try (PenstockProcess demo = start("--requests", "1350", "--output", output.toString())) {
            assertThat(demo.exitCode()).as(demo.err()).isZero();
            assertThat(demo.out())
                    .contains("Sending 450 images, each 3 times", "Report: " + output.toUri() + "report.html")
                    .anySatisfy(
                            line -> assertThat(line).endsWith("answered exactly once each: none missing, none twice"))
                    .anySatisfy(line -> assertThat(line)
                            .endsWith("99.78 %  1,347 of 1,350 right; model.yaml says 99.78 %, the same"))
                    .anySatisfy(line -> assertThat(line).matches("  dead letters +3  .*"));
            assertThat(Files.readString(output.resolve("report.html")))
                    .contains("1,350 of 1,350 images read")
                    .contains("broken-truncated", "broken-no-image", "broken-too-late");
            assertThat(demo.temporaryFolder()).doesNotExist();
        }
    }

    @Test
    void cleansUpWhenItIsInterrupted() throws Exception {
        try (PenstockProcess demo = start("--requests", "45000")) {
            demo.awaitText("warming up");
            List<ProcessHandle> children = demo.children();
            assertThat(children).hasSize(1);
            demo.signal("INT");
            assertThat(demo.exitCode()).isEqualTo(130);
            assertThat(demo.err()).contains("Stopping; once more to stop at once.");
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(demo.temporaryFolder()).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--broker-port", "--registry-port"})
    void saysThatAPortIsInUse(String option) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                PenstockProcess demo = start(option, Integer.toString(listener.getLocalPort()))) {
            assertThat(demo.exitCode()).isEqualTo(1);
            assertThat(demo.err())
                    .isEqualToIgnoringNewLines("penstock demo: port " + listener.getLocalPort()
                            + " on 127.0.0.1 is in use: stop what listens there or choose another with " + option);
            assertThat(demo.temporaryFolder()).doesNotExist();
        }
    }

    private PenstockProcess start(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("demo"));
        all.addAll(List.of(arguments));
        return PenstockProcess.start(folder, all.toArray(String[]::new));
    }
}
