package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.client.DeadLetterException;
import io.penstock.schema.InferenceResult;
import io.penstock.topology.embedded.Penstock;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Version 1 answers live traffic; version 2, which never finds the second class, is tried on it afterwards. */
@Timeout(120)
final class ReplayIT {
    private static final String PIPELINE =
            """
            name: replay
            models: models
            kafka: { bootstrap.servers: "%s" }
            registry: { url: "%s" }
            input: { topic: replay.requests }
            preprocess: { type: tensor }
            infer: { model: linear, version: 1, window: 2ms }
            postprocess: { type: classification, softmax: true, topK: 2 }
            output: { topic: replay.results }
            deadLetters: { topic: replay.dead-letters }
            commitInterval: 50ms
            """;

    private record Run(int exitCode, String out, String err) {}

    @TempDir
    private static Path folder = Path.of("");

    private static Penstock penstock;

    @BeforeAll
    static void recordTraffic() throws IOException {
        LinearModel.writeTo(folder.resolve("models"), 1, 4, 0, 0, 4);
        LinearModel.writeTo(folder.resolve("models"), 2, 4, 0, 4, 0);
        penstock = Penstock.embedded(PIPELINE.formatted("none:1", "http://none"), folder);
        Files.writeString(
                folder.resolve("pipeline.yaml"),
                PIPELINE.formatted(penstock.bootstrapServers(), penstock.registryUrl()));
        List<CompletableFuture<InferenceResult>> answers = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            float second = i < 10 ? 0 : 1;
            answers.add(penstock.client().infer(LinearModel.request("r" + i, 1 - second, second)));
        }
        answers.forEach(CompletableFuture::join);
        CompletableFuture<InferenceResult> wrong = penstock.client().infer(LinearModel.request("wrong", 1, 2, 3));
        assertThatThrownBy(wrong::join).hasCauseInstanceOf(DeadLetterException.class);
    }

    @AfterAll
    static void stop() {
        penstock.close();
    }

    private static Run replay(String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(stream(out), stream(err), Style.PLAIN, false, true, 100);
        List<String> arguments = new ArrayList<>(
                List.of("score", "-f", folder.resolve("pipeline.yaml").toString(), "--replay", "replay.requests"));
        arguments.addAll(List.of(options));
        int exitCode = PenstockCommand.line(terminal, new StopSignal()).execute(arguments.toArray(String[]::new));
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }

    @Test
    void findsNoDriftInTheVersionThatAnswered() {
        Run run = replay("--min-agreement", "1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("linear version 1 against the recorded results of version 1")
                .containsPattern("agree +15 +100.00 %")
                .containsPattern("refused now +1 +SHAPE_MISMATCH")
                .doesNotContain("Worst");
    }

    @Test
    void tellsWhatAnotherVersionAnswersOtherwise() throws IOException {
        Run run = replay("--model-version", "2", "--json", "--worst", "3");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode report = new JsonMapper().readTree(run.out());
        assertThat(report.get("version").asText()).isEqualTo("2");
        assertThat(report.get("recordedVersions").toString()).isEqualTo("{\"1\":15}");
        assertThat(report.get("requests").asLong()).isEqualTo(16);
        assertThat(report.get("compared").asLong()).isEqualTo(15);
        assertThat(report.get("agreed").asLong()).isEqualTo(10);
        assertThat(report.get("agreement").asDouble()).isEqualTo(10 / 15.0);
        assertThat(report.get("classes").toString())
                .isEqualTo("{\"#0\":{\"recorded\":10,\"replayed\":15},\"#1\":{\"recorded\":5,\"replayed\":0}}");
        assertThat(report.get("absolute").get("p50").asDouble()).isZero();
        assertThat(report.get("absolute").get("max").asDouble()).isBetween(0.9, 1.0);
        assertThat(report.get("worst").findValuesAsText("id")).containsExactly("r10", "r11", "r12");
    }

    @Test
    void endsWithOneIfTooFewAgree() {
        Run run = replay("--model-version", "2", "--min-agreement", "0.99");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("penstock score: 0.6667 of the records agree, wanted 0.9900");
    }

    @Test
    void readsNothingOutsideTheRange() throws IOException {
        String later = Instant.now().plusSeconds(3_600).toString();

        JsonNode none =
                new JsonMapper().readTree(replay("--from", later, "--json").out());
        JsonNode first = new JsonMapper().readTree(replay("--to", "1", "--json").out());

        assertThat(none.get("requests").asLong()).isZero();
        assertThat(first.get("requests").asLong()).isBetween(1L, 2L);
    }

    @Test
    void showsHowFarItHasCome() {
        assertThat(replay().err())
                .containsPattern("scored again: 16 requests in ")
                .containsPattern("read: [0-9]+ results");
    }

    @Test
    void refusesOptionsForFiles() {
        Run run = replay("--restart");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("penstock score: --restart is for files, not for --replay");
    }

    @Test
    void refusesABoundThatIsNone() {
        Run run = replay("--from", "yesterday");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("must be a time such as 2026-01-31T08:00:00Z, an offset, beginning or end, is yesterday");
    }
}
