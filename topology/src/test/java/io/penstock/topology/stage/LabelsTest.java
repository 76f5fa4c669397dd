package io.penstock.topology.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
    @Test
    void readsOneLabelALine(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("labels.txt"), "cat\n hot dog \nZürich\n");

        Labels labels = Settings.in(folder, "labels: labels.txt")
                .read((section, model) -> Labels.read(section, model, 3), model(List.of("a", "b", "c")));

        assertThat(labels.names()).containsExactly("cat", "hot dog", "Zürich");
        assertThat(labels.name(1)).isEqualTo("hot dog");
    }

    @Test
    void takesTheModelsOwnWhenNoFileIsNamed() {
        Labels labels = Settings.of("# none")
                .read((section, model) -> Labels.read(section, model, 2), model(List.of("a", "b")));

        assertThat(labels.names()).containsExactly("a", "b");
    }

    @Test
    void leavesNamelessWhatHasNoLabel() {
        assertThat(new Labels(List.of()).name(7)).isEmpty();
    }

    @Test
    void refusesAFileWithMoreOrFewerLinesThanClasses(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("labels.txt"), "cat\n");

        assertThat(Settings.in(folder, "labels: labels.txt")
                        .problemsOf((section, model) -> Labels.read(section, model, 3), model(List.of())))
                .containsExactly("stage.labels: must have one line for each class: labels=1, classes=3, from=" + file);
    }

    @Test
    void refusesAFileThatIsNoText(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("labels.txt"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        assertThat(Settings.in(folder, "labels: labels.txt")
                        .problemsOf((section, model) -> Labels.read(section, model, 0), model(List.of())))
                .containsExactly("stage.labels: cannot be read as UTF-8 text:"
                        + " java.nio.charset.MalformedInputException: Input length = 1");
    }

    private static ModelBinding model(List<String> labels) {
        return Models.withOutputs(labels, Models.tensor("y", DataType.FLOAT32, -1, 3));
    }
}
