package io.penstock.topology.recommendation;

import io.penstock.topology.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A recommender in a JVM of its own, which can be killed; it ends with this JVM. */
final class RecommenderProcess implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(90);

    private final Process process;
    private final Path running;

    private RecommenderProcess(Process process, Path running) {
        this.process = process;
        this.running = running;
    }

    /** Starts one whose state and log are in this folder. */
    static RecommenderProcess start(Map<String, String> variables, Path folder) throws IOException {
        Path running = folder.resolve("running");
        Files.deleteIfExists(running);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-Dpenstock.models=" + System.getProperty("penstock.models"),
                "-cp",
                System.getProperty("java.class.path"),
                RecommenderProcess.class.getName(),
                running.toString());
        builder.environment().putAll(variables);
        builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        return new RecommenderProcess(builder.start(), running);
    }

    void awaitRunning() {
        long end = System.nanoTime() + SOON.toNanos();
        while (!Files.exists(running)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("the recommender does not run: alive=" + process.isAlive());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.onExit().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            kill();
            throw new AssertionError("the recommender did not end", e);
        }
    }

    /** The recommender itself: runs until its input ends. */
    public static void main(String[] arguments) throws IOException {
        try (Pipeline pipeline = RecommendationPipeline.start(
                RecommendationPipeline.config(System.getenv()), new RecommendationSettings(40, 10))) {
            pipeline.awaitReady(SOON);
            Files.createFile(Path.of(arguments[0]));
            while (System.in.read() >= 0) {
                pipeline.awaitReady(SOON);
            }
        }
    }
}
