package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryLauncherIT {

    @Test
    void endsTheRegistryWhenItsParentIsKilled(@TempDir Path temporary) throws Exception {
        var parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Djava.io.tmpdir=" + temporary,
                        "-D" + LocalRegistry.HOME_PROPERTY + "=" + System.getProperty(LocalRegistry.HOME_PROPERTY),
                        KilledParent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = parent.inputReader()) {
            var registry = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            parent.destroyForcibly();
            registry.onExit().get(20, TimeUnit.SECONDS);
            assertThat(registry.isAlive()).isFalse();
        } finally {
            parent.destroyForcibly();
        }
    }
}
