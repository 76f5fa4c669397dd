package io.penstock.topology.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.topology.score.format.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreInputsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), name);
    }

    private static ScoreInput table(Path file, Format format) {
        return new ScoreInput(file.toString(), List.of(file), Optional.of(format));
    }

    @Test
    void takesFilesInTheirOrderAndOnlyOnce() throws IOException {
        Path b = file("b.csv");
        Path a = file("a.jsonl");
        assertThat(ScoreInputs.find(List.of(b.toString(), a.toString(), b.toString())))
                .containsExactly(table(b, Format.CSV), table(a, Format.JSON));
    }

    @Test
    void takesWhatAPatternMatchesByName() throws IOException {
        Path b = file("b.csv");
        Path a = file("a.csv");
        file("c.txt");
        assertThat(ScoreInputs.find(List.of(folder + "/*.csv")))
                .containsExactly(table(a, Format.CSV), table(b, Format.CSV));
    }

    @Test
    void takesTheTablesOfAFolderThatAreNotHidden() throws IOException {
        Path part = file("part-00000.parquet");
        file("_rejected-00000.jsonl");
        file(".part-00001.parquet.tmp.csv");
        assertThat(ScoreInputs.find(List.of(folder.toString()))).containsExactly(table(part, Format.PARQUET));
    }

    @Test
    void aFolderWithImagesIsOneInput() throws IOException {
        Path b = file("b.png");
        Path a = file("a.JPG");
        file("labels.csv");
        assertThat(ScoreInputs.find(List.of(folder.toString())))
                .containsExactly(new ScoreInput(folder.toString(), List.of(a, b), Optional.empty()));
    }

    @Test
    void refusesWhatItCannotTell() throws IOException {
        Path text = file("notes.txt");
        assertThatThrownBy(() -> ScoreInputs.find(List.of(text.toString())))
                .hasMessage(
                        "cannot tell by its name what " + text + " is: name it .csv, .tsv, .jsonl, .avro or .parquet");
        assertThatThrownBy(() -> ScoreInputs.find(List.of(folder.toString())))
                .hasMessage("nothing to score in the folder: " + folder);
        assertThatThrownBy(() -> ScoreInputs.find(List.of("nowhere/*.csv"))).hasMessage("no such input: nowhere/*.csv");
    }

    @Test
    void tellsAChangedFile() throws IOException {
        ScoreInput input = table(file("a.csv"), Format.CSV);
        String before = input.identity();
        Files.writeString(folder.resolve("a.csv"), "b.csv");
        assertThat(input.identity()).isNotEqualTo(before);
    }
}
