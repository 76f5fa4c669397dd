package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.terminal.RecordedTerminal;
import io.penstock.topology.terminal.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penstock dev} as a process, and the other commands as its clients. */
final class DevIT {
    private static final String IMAGES = System.getProperty("penstock.models") + "/digits/1/held-out";

    @TempDir
    private static Path folder = Path.of("");

    private static PenstockProcess dev;
    private static String broker = "";
    private static String registry = "";

    private final RecordedTerminal terminal = new RecordedTerminal();

    @BeforeAll
    static void start() throws IOException {
        dev = PenstockProcess.start(folder, "dev", "--broker-port", "0", "--registry-port", "0", "--http-port", "0");
        dev.awaitText("Ctrl-C stops it.");
        broker = shown("broker");
        registry = shown("registry");
    }

    private static String shown(String name) {
        return dev.out().stream()
                .filter(line -> line.startsWith("  " + name + " "))
                .map(line -> line.substring(name.length() + 2).strip())
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void stop() throws Exception {
        try (PenstockProcess stopping = dev) {
            stopping.signal("INT");
            assertThat(stopping.exitCode()).isZero();
            assertThat(stopping.out()).endsWith("Stopped.");
            assertThat(stopping.temporaryFolder()).doesNotExist();
        }
    }

    /** A command against the broker and registry of {@code dev}. */
    private int run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--bootstrap-servers", broker, "--registry", registry));
        all.addAll(List.of(arguments));
        return PenstockCommand.line(terminal.terminal(), new StopSignal()).execute(all.toArray(String[]::new));
    }

    @Test
    void answersWhatIsProduced() {
        assertThat(run("produce", IMAGES, "--repeat", "2")).isZero();
        assertThat(terminal.err()).endsWith("900 requests sent to digits.requests, 900 acknowledged");
        assertThat(run("consume", "--from-beginning", "--max", "900", "--timeout", "60s"))
                .isZero();
        assertThat(terminal.out())
                .hasSize(900)
                .anySatisfy(line -> assertThat(line).startsWith("0001.png  8 100.0 %  (queue "))
                .anySatisfy(line -> assertThat(line).startsWith("0001.png#2  8 100.0 %  (queue "));
    }

    @Test
    void tellsWhyARequestWasRefused() throws Exception {
        Path events = Files.writeString(folder.resolve("events.jsonl"), "{\"a\": 1}\n");
        assertThat(run("produce", "--json-lines", events.toString())).isZero();
        assertThat(run("consume", "--dead-letters", "--json", "--from-beginning", "--max", "1", "--timeout", "60s"))
                .isZero();
        assertThat(terminal.out()).hasSize(1);
        assertThat(terminal.out().get(0))
                .startsWith("{\"requestId\":\"events.jsonl:1\",\"stage\":\"preprocess\","
                        + "\"category\":\"UNSUPPORTED_MEDIA_TYPE\",");
    }

    @Test
    void showsItsTopics() {
        assertThat(run("topics")).isZero();
        assertThat(terminal.out())
                .containsExactly(
                        "  input         digits.requests      4 partitions, 1 replica, records of at most 16,777,216 bytes",
                        "  output        digits.results       4 partitions, 1 replica, records of at most 16,777,216 bytes",
                        "  dead letters  digits.dead-letters  1 partition, 1 replica, records of at most 16,777,216 bytes");
    }

    @Test
    void runsAnotherPipelineOnTopicsThatItCreates() throws Exception {
        Path file = Files.writeString(
                folder.resolve("pipeline.yaml"),
                """
                name: other
                kafka:       { bootstrap.servers: "%s" }
                registry:    { url: "%s" }
                input:       { topic: other.requests }
                preprocess:  { type: image, width: 8, height: 8, scale: 1/255 }
                infer:       { model: digits }
                postprocess: { type: classification }
                output:      { topic: other.results }
                http:        { port: 0 }
                """
                        .formatted(broker, registry));
        assertThat(run("topics", "-f", file.toString())).isEqualTo(1);
        assertThat(terminal.err()).endsWith("penstock topics: not all topics exist; create them with --create");
        assertThat(run("topics", "-f", file.toString(), "--create", "--partitions", "2"))
                .isZero();
        assertThat(terminal.err()).contains("created other.requests", "created other.results");
        try (PenstockProcess run =
                PenstockProcess.start(Files.createDirectory(folder.resolve("run")), "run", "-f", file.toString())) {
            run.awaitText("ready: other reads other.requests and writes other.results");
            assertThat(run("produce", "-f", file.toString(), IMAGES + "/0001.png"))
                    .isZero();
            assertThat(run("consume", "-f", file.toString(), "--from-beginning", "--max", "1", "--timeout", "60s"))
                    .isZero();
            run.signal("TERM");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out().get(0)).startsWith("backend: onnxruntime ").contains("(auto: ");
            assertThat(run.out()).endsWith("stopped: other");
            assertThat(run.temporaryFolder()).doesNotExist();
        }
    }

    @Test
    void saysThatATopicDoesNotExist() {
        assertThat(run("consume", "--topic", "nowhere")).isEqualTo(1);
        assertThat(terminal.err())
                .containsExactly("penstock consume: topic does not exist: topic=nowhere, bootstrap.servers=" + broker
                        + "; create the topics of a pipeline with: penstock topics --create -f pipeline.yaml");
    }

    @Test
    void givesUpWaitingForMoreThanComes() {
        assertThat(run("consume", "--max", "1", "--timeout", "300ms")).isEqualTo(1);
        assertThat(terminal.err()).endsWith("0 records; none more for 300 ms");
    }
}
