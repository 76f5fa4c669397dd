package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.terminal.RecordedTerminal;
import io.penstock.topology.terminal.StopRequest;
import io.penstock.topology.terminal.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScoreCommandTest {
    private static final Path MODELS = Path.of(System.getProperty("penstock.models"));
    private static final Path EXAMPLES = MODELS.resolveSibling("../examples").normalize();

    private final RecordedTerminal terminal = new RecordedTerminal();
    private final StopSignal stop = new StopSignal();

    @TempDir
    private Path folder = Path.of("");

    private int run(Path pipeline, Path input, String... more) {
        List<String> all = new ArrayList<>(List.of("score", "--local", "-f", pipeline.toString()));
        all.addAll(List.of("--input", input.toString(), "--output", output().toString()));
        all.addAll(List.of(more));
        return PenstockCommand.line(terminal.terminal(), stop).execute(all.toArray(String[]::new));
    }

    private Path output() {
        return folder.resolve("scores");
    }

    private String text(String name) throws IOException {
        return Files.readString(output().resolve(name));
    }

    private Path halving() throws IOException {
        return HalvingModel.writeTo(folder, "127.0.0.1:9092", "http://127.0.0.1:8081");
    }

    private Path csv(String... rows) throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), "id,value\n" + String.join("\n", rows) + "\n");
    }

    /** Rows that the training never saw, with their diagnosis: see engines/models/breast-cancer/1. */
    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void diagnosesHeldOutRowsAsWellAsTheModelSays(String format) throws IOException {
        Path rows = MODELS.resolve("breast-cancer/1/held-out." + format);
        assertThat(run(EXAMPLES.resolve("breast-cancer/pipeline.yaml"), rows, "--format", "csv"))
                .isZero();
        List<String> lines = text("part-00000.csv").lines().toList();
        List<String> names = Arrays.asList(lines.get(0).split(",", -1));
        assertThat(names).startsWith("row", "mean_radius").endsWith("diagnosis", "prediction", "score", "scores");
        int diagnosis = names.indexOf("diagnosis");
        assertThat(lines.subList(1, lines.size()).stream().map(line -> line.split(",", -1)))
                .hasSize(143)
                .filteredOn(cells -> cells[diagnosis].equals(cells[diagnosis + 1]))
                .hasSize(141);
        assertThat(Files.readString(MODELS.resolve("breast-cancer/1/model.yaml")))
                .contains("heldOutAccuracy: 0.9860");
    }

    @Test
    void keepsRowsInOrderAndPutsTheRefusedOnesAside() throws IOException {
        assertThat(run(halving(), csv("a,1", "b,x", "c", "d,5"), "--part-rows", "3"))
                .isZero();
        assertThat(text("part-00000.csv")).isEqualTo("id,value,half\na,1,0.5\n");
        assertThat(text("part-00001.csv")).isEqualTo("id,value,half\nd,5,2.5\n");
        assertThat(text("_rejected-00000.jsonl").replace(folder.toString(), "folder"))
                .isEqualTo(
                        """
                        {"input":"folder/rows.csv","row":2,"category":"INVALID_INPUT","reason":"the field is neither \
                        a number nor a boolean: field=value, row=0, kind=string","columns":{"id":"b","value":"x"}}
                        {"input":"folder/rows.csv","row":3,"category":"UNDECODABLE","reason":"the row has not as many \
                        cells as the first line: cells=1, columns=2"}
                        """);
        assertThat(terminal.out().get(0)).startsWith("  rows      4  ");
        assertThat(terminal.out()).contains("  scored    2  " + output() + "/part-*");
        assertThat(text("_SUCCESS")).contains("\"rows\" : 4", "\"scored\" : 2", "\"rejected\" : 2");
        assertThat(output()).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void writesAnotherFormatAndOtherNames() throws IOException {
        assertThat(run(halving(), csv("a,1", "b,2"), "--format", "json", "--prefix", "my_"))
                .isZero();
        assertThat(text("part-00000.jsonl"))
                .isEqualTo(
                        """
                        {"id":"a","value":1,"my_half":0.5}
                        {"id":"b","value":2,"my_half":1.0}
                        """);
    }

    @Test
    void beginsAPartWithEachInput() throws IOException {
        Path tables = Files.createDirectory(folder.resolve("tables"));
        Files.writeString(tables.resolve("a.csv"), "value\n1\n");
        Files.writeString(tables.resolve("b.csv"), "value\n");
        Files.writeString(tables.resolve("c.jsonl"), "{\"value\":3}\n");
        assertThat(run(halving(), tables)).isZero();
        assertThat(text("part-00000.csv")).isEqualTo("value,half\n1,0.5\n");
        assertThat(output().resolve("part-00001.csv")).doesNotExist();
        assertThat(text("part-00002.jsonl")).isEqualTo("{\"value\":3,\"half\":1.5}\n");
    }

    @Test
    void scoresTheImagesOfAFolder() throws IOException {
        Path pipeline = Files.writeString(
                folder.resolve("digits.yaml"),
                """
                name: digits
                kafka:       { bootstrap.servers: "127.0.0.1:9092" }
                registry:    { url: "http://127.0.0.1:8081" }
                input:       { topic: digits.requests }
                preprocess:  { type: image, width: 8, height: 8, scale: 1/255 }
                infer:       { model: digits }
                postprocess: { type: classification, topK: 1 }
                output:      { topic: digits.results }
                """);
        Path images = Files.createDirectory(folder.resolve("images"));
        Files.copy(MODELS.resolve("digits/1/held-out/0001.png"), images.resolve("eight.png"));
        Files.writeString(images.resolve("broken.png"), "not an image");
        assertThat(run(pipeline, images)).isZero();
        assertThat(text("part-00000.csv")).startsWith("file,prediction,score,scores\neight.png,8,0.99");
        assertThat(text("_rejected-00000.jsonl"))
                .contains("\"row\":1,\"category\":\"UNDECODABLE\"", "\"columns\":{\"file\":\"broken.png\"}");
    }

    @Test
    void hasNothingToDoTwice() throws IOException {
        Path pipeline = halving();
        Path input = csv("a,1");
        assertThat(run(pipeline, input)).isZero();
        FileTime written = Files.getLastModifiedTime(output().resolve("part-00000.csv"));
        assertThat(run(pipeline, input)).isZero();
        assertThat(terminal.err()).contains("All is scored already; --restart scores it again.");
        assertThat(Files.getLastModifiedTime(output().resolve("part-00000.csv")))
                .isEqualTo(written);
    }

    @Test
    void refusesToGoOnWithAChangedInputUntilItIsToldToBeginAnew() throws IOException {
        Path pipeline = halving();
        Path input = csv("a,1", "b,2");
        assertThat(run(pipeline, input, "--part-rows", "1")).isZero();
        csv("a,4");
        Files.setLastModifiedTime(input, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        assertThat(run(pipeline, input, "--part-rows", "1")).isEqualTo(1);
        assertThat(terminal.err()).anySatisfy(line -> assertThat(line)
                .startsWith("penstock score: the run in the output folder was another one: folder=" + output()
                        + ": input 1 was " + input + ", 17 bytes, changed ")
                .contains(", is " + input + ", 13 bytes, changed 2026-01-02T03:04:05Z, sha256 ")
                .endsWith("; begin anew with --restart, or name another folder"));
        assertThat(run(pipeline, input, "--part-rows", "1", "--restart")).isZero();
        assertThat(text("part-00000.csv")).isEqualTo("id,value,half\na,4,2.0\n");
        assertThat(output().resolve("part-00001.csv")).doesNotExist();
    }

    @Test
    void refusesToGoOnWithOtherSettings() throws IOException {
        Path pipeline = halving();
        Path input = csv("a,1");
        assertThat(run(pipeline, input)).isZero();
        assertThat(run(pipeline, input, "--prefix", "x", "--format", "json")).isEqualTo(1);
        assertThat(terminal.err())
                .contains("penstock score: the run in the output folder was another one: folder=" + output()
                        + ": --format was the input's, is json; --prefix was , is x; begin anew with --restart, or name"
                        + " another folder");
    }

    @Test
    void leavesAFolderAloneThatHasOtherFiles() throws IOException {
        Files.createDirectory(output());
        Files.writeString(output().resolve("thesis.txt"), "");
        assertThat(run(halving(), csv("a,1"), "--restart")).isEqualTo(1);
        assertThat(terminal.err())
                .contains("penstock score: the output folder has other files than scores: folder=" + output()
                        + ", such as thesis.txt; name a new or an empty one");
        assertThat(output().resolve("thesis.txt")).exists();
    }

    @Test
    void saysWhatItKeepsWhenItIsInterrupted() throws IOException {
        stop.request(StopRequest.INTERRUPTED);
        assertThat(run(halving(), csv("a,1"))).isEqualTo(130);
        assertThat(terminal.err()).contains("0 rows kept in " + output() + "; the same command goes on from there.");
        assertThat(output().resolve("_SUCCESS")).doesNotExist();
    }

    @Test
    void endsWithTwoIfThereIsNothingToScore() throws IOException {
        assertThat(run(halving(), folder.resolve("nothing.csv"))).isEqualTo(2);
        assertThat(terminal.err()).contains("penstock score: no such input: " + folder.resolve("nothing.csv"));
        assertThat(run(halving(), csv("a,1"), "--part-rows", "0")).isEqualTo(2);
        assertThat(terminal.err()).contains("penstock score: --part-rows must be at least 1, is 0");
    }

    @Test
    void asksForWhatToScore() throws IOException {
        String pipeline = halving().toString();
        assertThat(PenstockCommand.line(terminal.terminal(), stop).execute("score", "-f", pipeline, "--local"))
                .isEqualTo(2);
        assertThat(terminal.err())
                .contains("penstock score: --input and --output say what to score and where to; or --replay a topic to"
                        + " score again");
        assertThat(run(halving(), csv("a,1"), "--from", "beginning")).isEqualTo(2);
        assertThat(terminal.err()).contains("penstock score: --from goes with --replay TOPIC");
    }
}
