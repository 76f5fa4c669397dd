package io.penstock.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("gpu")
class DeviceFaultTest {
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aFaultOnTheGpuIsFatalAndEverythingStillCloses() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("penstock.test.classpath", System.getProperty("java.class.path")),
                        DeviceFault.class.getName()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("faulted")
                .containsPattern("FATAL: a run failed: model=row-sums, device=cuda:0 .*, rows=4: CUDA cannot .*"
                        + "the GPU's context is lost, so this process has to restart")
                .endsWith("closed\n");
    }
}
