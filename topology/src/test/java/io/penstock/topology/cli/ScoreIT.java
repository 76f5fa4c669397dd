package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.terminal.RecordedTerminal;
import io.penstock.topology.terminal.StopSignal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penstock score} as a process that is killed, in itself and through the topics of a pipeline that runs. */
final class ScoreIT {
    private static final int ROWS = 600_000;
    private static final int ROWS_FOR_TOPICS = 30_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(8);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aRunThatIsKilledAgainAndAgainEndsAsOneThatIsNot() throws Exception {
        Path pipeline = HalvingModel.writeTo(folder, "127.0.0.1:9092", "http://127.0.0.1:8081");
        Path input = rows(ROWS);
        String[] whole = arguments(pipeline, input, "whole", "10000", "--local");
        String[] killed = arguments(pipeline, input, "killed", "10000", "--local");
        try (PenstockProcess process = start("whole", whole)) {
            assertThat(process.exitCode()).isZero();
        }
        for (int attempt = 0; attempt < 3; attempt++) {
            int part = 1 + attempt * 9;
            try (PenstockProcess process = start("killed" + attempt, killed)) {
                await(folder.resolve("out-killed/part-%05d.csv".formatted(part)));
                process.signal("KILL");
                assertThat(process.exitCode()).isEqualTo(137);
            }
            assertThat(folder.resolve("out-killed/_SUCCESS")).doesNotExist();
        }
        try (PenstockProcess process = start("last", killed)) {
            assertThat(process.exitCode()).isZero();
            assertThat(process.err()).contains("Going on after ");
        }
        assertThat(content("out-killed")).isEqualTo(content("out-whole")).hasSize(60 + 6 + 1);
    }

    @Test
    void rowsGoThroughTheTopicsOnceThoughTheRunIsKilled() throws Exception {
        try (PenstockProcess dev =
                start("dev", "dev", "--broker-port", "0", "--registry-port", "0", "--http-port", "0")) {
            dev.awaitText("Ctrl-C stops it.");
            Path pipeline = HalvingModel.writeTo(folder, shown(dev, "broker"), shown(dev, "registry"));
            command("topics", "-f", pipeline.toString(), "--create");
            Path input = rows(ROWS_FOR_TOPICS);
            stopWhileNothingAnswers(arguments(pipeline, input, "topics", "2000", "--timeout", "60s"));
            try (PenstockProcess run = start("run", "run", "-f", pipeline.toString())) {
                run.awaitText("ready: half reads half.requests");
                scoreTwice(pipeline, input);
                run.signal("TERM");
                assertThat(run.exitCode()).isZero();
            }
            dev.signal("INT");
            assertThat(dev.exitCode()).isZero();
        }
    }

    private void stopWhileNothingAnswers(String... arguments) throws Exception {
        try (PenstockProcess process = start("stopped", arguments)) {
            process.awaitText("No answer for 10 s: does the pipeline run? This waits for 60s (--timeout).");
            long start = System.nanoTime();
            process.signal("TERM");
            assertThat(process.exitCode()).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(STOPS_WITHIN);
            assertThat(process.err())
                    .contains("0 rows kept in " + folder.resolve("out-topics")
                            + "; the same command goes on from there.");
        }
        assertThat(folder.resolve("out-topics/_manifest.json")).exists();
        assertThat(folder.resolve("out-topics/_SUCCESS")).doesNotExist();
    }

    private void scoreTwice(Path pipeline, Path input) throws Exception {
        command(arguments(pipeline, input, "local", "2000", "--local"));
        String[] arguments = arguments(pipeline, input, "topics", "2000", "--timeout", "60s");
        try (PenstockProcess process = start("killed", arguments)) {
            await(folder.resolve("out-topics/part-00001.csv"));
            process.signal("KILL");
            assertThat(process.exitCode()).isEqualTo(137);
        }
        assertThat(folder.resolve("out-topics/_SUCCESS")).doesNotExist();
        try (PenstockProcess process = start("again", arguments)) {
            assertThat(process.exitCode()).as(process.err()).isZero();
            assertThat(process.err()).contains("Going on after ");
        }
        assertThat(content("out-topics")).isEqualTo(content("out-local"));
    }

    /** The command in this process, which must succeed. */
    private static void command(String... arguments) {
        RecordedTerminal terminal = new RecordedTerminal();
        int code = PenstockCommand.line(terminal.terminal(), new StopSignal()).execute(arguments);
        assertThat(code).as(String.valueOf(terminal.err())).isZero();
    }

    private static String shown(PenstockProcess dev, String name) {
        return dev.out().stream()
                .filter(line -> line.startsWith("  " + name + " "))
                .map(line -> line.substring(name.length() + 2).strip())
                .findFirst()
                .orElseThrow();
    }

    private PenstockProcess start(String name, String... arguments) throws IOException {
        return PenstockProcess.start(Files.createDirectory(folder.resolve(name)), arguments);
    }

    private String[] arguments(Path pipeline, Path input, String output, String partRows, String... more) {
        List<String> all = new ArrayList<>(List.of("score", "-f", pipeline.toString(), "--input", input.toString()));
        all.addAll(List.of("--output", folder.resolve("out-" + output).toString(), "--part-rows", partRows));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** One in a hundred thousand has no value. */
    private Path rows(int count) throws IOException {
        Path file = folder.resolve("rows.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.append("id,value\n");
            for (int row = 0; row < count; row++) {
                out.append(Integer.toString(row)).append(',');
                out.append(row % 100_000 == 77 ? "" : Integer.toString(row % 1_000))
                        .append('\n');
            }
        }
        return file;
    }

    private static void await(Path file) {
        long start = System.nanoTime();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    /** All that is to be the same, by name. */
    private Map<String, String> content(String output) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(output))) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith("part-") || name.startsWith("_rejected-") || name.equals("_SUCCESS")) {
                    content.put(name, Files.readString(file));
                }
            }
        }
        return content;
    }
}
