package io.penstock.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of the registry's process. Its standard input stays open as long as this object lives. */
final class RegistryProcess {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 50;
    private final Process process;
    private final Path log;

    private RegistryProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the process; the registry answers only after {@link #awaitReady}.
     *
     * @param data where the launcher and the database are put
     */
    static RegistryProcess start(RegistryHome home, LoopbackPort port, Path data, Path log) {
        RegistryHome.copyLauncher(data);
        var builder = new ProcessBuilder(command(home.runner(), port, data))
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return new RegistryProcess(builder.start(), log);
        } catch (IOException e) {
            throw new LocalClusterException("the registry cannot start: log=" + log, e);
        }
    }

    /** The shell makes it deaf to Ctrl-C, which a terminal sends to the whole group: its owner stops it, last. */
    private static List<String> command(Path runner, LoopbackPort port, Path data) {
        return List.of(
                "/bin/sh",
                "-c",
                "trap '' INT; exec \"$@\"",
                "penstock-registry",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + data,
                "-Dquarkus.http.host=" + LoopbackPort.HOST,
                "-Dquarkus.http.port=" + port.number(),
                "-DREGISTRY_DATASOURCE_URL=jdbc:h2:file:" + data.resolve("registry"),
                "-cp",
                data + File.pathSeparator + runner,
                RegistryLauncher.class.getName());
    }

    /** Waits until the registry answers. */
    void awaitReady(CompatibilityApi api) throws InterruptedException {
        long start = System.nanoTime();
        while (!api.answers()) {
            if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new LocalClusterException(
                        "the registry ended while it started: exit code=" + process.exitValue() + ", log=" + log);
            }
            if (System.nanoTime() - start > START.toNanos()) {
                throw new LocalClusterException(
                        "the registry does not answer after " + START.toSeconds() + " s: log=" + log);
            }
        }
    }

    /** Ends the process, by force where asking does not help within 10 s. */
    void stop() {
        process.toHandle()
                .destroy(); // Process.destroy closes its input too, and it would halt before its database is flushed
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
