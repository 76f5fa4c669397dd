package io.penstock.benchmarks.rivals;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.benchmarks.subject.Memory;
import io.penstock.benchmarks.subject.Protocol;
import io.penstock.benchmarks.subject.SubjectProcess;
import io.penstock.benchmarks.subject.Usage;
import io.penstock.benchmarks.subject.Workload;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A subject in a JVM of its own. The starter owns it and closes it. Belongs to one thread. */
final class SubjectChild implements AutoCloseable {
    private static final int LINES_OF_LOG = 40;
    private static final long PATIENCE_SECONDS = 30;

    private final String name;
    private final Process process;
    private final Path log;
    private final BufferedWriter commands;
    private final BufferedReader replies;

    private SubjectChild(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.replies = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts the JVM; the subject itself waits for {@link #start}.
     *
     * @param folder where it may write: what it prints goes to a file in there
     * @param options the JVM's options
     */
    static SubjectChild of(SubjectPath subject, Path folder, List<String> options) {
        try {
            Path log = Files.createTempFile(folder, subject.name() + "-", ".log");
            Path temporary = Files.createTempDirectory(folder, subject.name() + "-");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(subject.options());
            command.add("-Djava.io.tmpdir=" + temporary);
            // if the JVM crashes it says so among what it prints, and leaves nothing in the working directory
            command.add("-XX:+DisplayVMOutputToStderr");
            command.add("-XX:ErrorFile=" + temporary.resolve("crash.log"));
            command.add(SubjectProcess.class.getName());
            command.add(subject.name());
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
            // ONNX Runtime 1.29 sends telemetry otherwise, and crashes on a long command line
            builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
            builder.environment().put("CLASSPATH", subject.classPath());
            return new SubjectChild(subject.name(), builder.start(), log);
        } catch (IOException e) {
            throw new PenstockException(
                    FailureCategory.FATAL, "no process for " + subject.name() + ": " + e.getMessage(), e);
        }
    }

    /** What the subject says about its settings. */
    @SuppressWarnings("unchecked") // the protocol says so
    Map<String, String> describe(Workload workload) {
        return Protocol.value(ask(Protocol.DESCRIBE + Protocol.line(workload)), Map.class);
    }

    /** Starts the subject; returns once it has started, which is before it answers. */
    void start(Workload workload) {
        ask(Protocol.START + Protocol.line(workload));
    }

    /**
     * What it has used so far.
     *
     * @throws PenstockException FATAL, if the subject has failed
     */
    Usage observe() {
        Usage usage = Protocol.value(ask(Protocol.OBSERVE), Usage.class);
        if (!usage.failure().isEmpty()) {
            throw new PenstockException(FailureCategory.FATAL, name + " has failed: " + usage.failure());
        }
        return usage;
    }

    /** The memory of its process, which collects its garbage for that. */
    Memory memory() {
        return Protocol.value(ask(Protocol.MEMORY), Memory.class);
    }

    /** Lets the subject commit and stop; the JVM stays for the next start. */
    void stop() {
        ask(Protocol.STOP);
    }

    private String ask(String command) {
        try {
            commands.write(command);
            commands.newLine();
            commands.flush();
            String reply = replies.readLine();
            if (reply == null) {
                throw ended(null);
            }
            if (!reply.startsWith("{")) {
                throw new PenstockException(
                        FailureCategory.FATAL,
                        name + " wrote to its standard output, where only replies may be: " + reply
                                + "; an agent among --jvm may do so, let it write to a file");
            }
            return reply;
        } catch (IOException e) {
            throw ended(e);
        }
    }

    private PenstockException ended(@Nullable Throwable cause) {
        return new PenstockException(FailureCategory.FATAL, "the process of " + name + " has ended:\n" + tail(), cause);
    }

    private String tail() {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            List<String> all = lines.toList();
            return all.subList(Math.max(0, all.size() - LINES_OF_LOG), all.size()).stream()
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        try (commands) {
            // it ends with its standard input
        } catch (IOException e) {
            process.destroy();
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
