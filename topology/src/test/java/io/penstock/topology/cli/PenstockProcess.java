package io.penstock.topology.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code penstock} in a process of its own, whose temporary files are in a folder of their own. */
final class PenstockProcess implements AutoCloseable {
    private static final int SIGINT_BIT = 1 << 1;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path folder;

    private PenstockProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts it; {@code folder} is for all that it writes. */
    static PenstockProcess start(Path folder, String... arguments) throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(interruptible());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-D" + TemporaryFolder.PROPERTY + "=" + folder.resolve("tmp"),
                "-Dpenstock.models=" + System.getProperty("penstock.models"),
                "-Dpenstock.registry.home=" + System.getProperty("penstock.registry.home"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new PenstockProcess(
                new ProcessBuilder(command)
                        .redirectOutput(folder.resolve("out").toFile())
                        .redirectError(folder.resolve("err").toFile())
                        .start(),
                folder);
    }

    /** What lets a child be interrupted where this JVM cannot be: a shell's background job ignores SIGINT, by inheritance. */
    private static List<String> interruptible() throws IOException {
        Path status = Path.of("/proc/self/status");
        boolean ignored = Files.isReadable(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT_BIT) != 0);
        return ignored ? List.of("env", "--default-signal=INT") : List.of();
    }

    /** Waits until it has written this text to standard output or error. */
    void awaitText(String text) {
        long start = System.nanoTime();
        while (!read("out").contains(text) && !read("err").contains(text)) {
            if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("'" + text + "' never came: " + read("out") + read("err"));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** The processes that it started. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Sends it a signal, such as {@code INT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + read("out") + read("err"));
        }
        return process.exitValue();
    }

    List<String> out() {
        return read("out").lines().toList();
    }

    String err() {
        return read("err");
    }

    /** The folder for its temporary files, which it deletes at its end. */
    Path temporaryFolder() {
        return folder.resolve("tmp");
    }

    private String read(String stream) {
        try {
            return Files.readString(folder.resolve(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        children().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
