package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
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
        try (var output = parent.inputReader();
                var connection = connect(URI.create(output.readLine()))) {
            parent.destroyForcibly();
            assertThat(connection.getInputStream().read()).isEqualTo(-1);
        } finally {
            parent.destroyForcibly();
        }
    }

    /** A connection that only the end of the registry's process closes. */
    private static Socket connect(URI registry) throws IOException {
        var socket = new Socket(registry.getHost(), registry.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }
}
