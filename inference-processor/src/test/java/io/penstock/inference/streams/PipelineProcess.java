package io.penstock.inference.streams;

import io.penstock.inference.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;

/** An instance of the tests' application in a JVM of its own, which can be killed; it ends with this JVM. */
final class PipelineProcess implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final List<String> JVM = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Process process;
    private final Path running;

    private PipelineProcess(Process process, Path running) {
        this.process = process;
        this.running = running;
    }

    /**
     * Starts an instance.
     *
     * @param directory for its state and its log
     */
    static PipelineProcess start(Topics topics, String guarantee, Path directory) throws IOException {
        Path running = directory.resolve("running");
        Files.deleteIfExists(running);
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.command().addAll(JVM);
        command.command().addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.command().add(PipelineProcess.class.getName());
        command.command()
                .addAll(List.of(
                        topics.bootstrapServers(),
                        topics.application(),
                        Integer.toString(topics.partitions()),
                        guarantee,
                        directory.toString()));
        File log = directory.resolve("log").toFile();
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        return new PipelineProcess(command.start(), running);
    }

    void awaitRunning() {
        Await.until("the instance runs", SOON, Duration.ofMillis(20), () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the instance has ended: status=" + process.exitValue());
            }
            return Files.exists(running);
        });
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it end cleanly, and waits until it has. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.onExit().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            kill();
            throw new AssertionError("the instance did not end", e);
        }
    }

    /** The instance itself: runs until its input ends. */
    public static void main(String[] arguments) throws IOException {
        var topics = new Topics(arguments[0], arguments[1], Integer.parseInt(arguments[2]));
        var directory = Path.of(arguments[4]);
        var pipeline = Pipeline.of(topics, arguments[3])
                .replacingFailedThreads()
                .property("state.dir", directory.resolve("state").toString())
                .property("producer.transaction.timeout.ms", 3_000)
                .stateListener((now, before) -> onChange(now, directory.resolve("running")));
        try (var started = pipeline.start()) {
            while (System.in.read() >= 0) {
                started.awaitRunning();
            }
        }
    }

    private static void onChange(KafkaStreams.State now, Path running) {
        if (now == KafkaStreams.State.RUNNING && !Files.exists(running)) {
            try {
                Files.createFile(running);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
