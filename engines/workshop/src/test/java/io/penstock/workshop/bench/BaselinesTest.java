package io.penstock.workshop.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinesTest {
    private final Path file;

    BaselinesTest(@TempDir Path folder) {
        this.file = folder.resolve("baseline.json");
    }

    @Test
    void areReadFromAFile() throws IOException {
        Files.writeString(
                file,
                """
                [{"name": "PyTorch 2.7 FP32 eager", "rows": 1, "rowsPerSecond": 306, "p50Millis": 3.27},
                 {"name": "PyTorch 2.7 FP32 eager", "rows": 8, "rowsPerSecond": 1800}]
                """);

        assertThat(BaselinePoint.read(file))
                .containsExactly(
                        new BaselinePoint("PyTorch 2.7 FP32 eager", 1, 306, 3.27),
                        new BaselinePoint("PyTorch 2.7 FP32 eager", 8, 1800, null));
    }

    @Test
    void sayWhatAFileLooksLike() throws IOException {
        Files.writeString(file, "{}");

        assertThatThrownBy(() -> BaselinePoint.read(file))
                .isInstanceOf(PenstockException.class)
                .hasMessageStartingWith("cannot read a baseline: file=" + file + ": ")
                .hasMessageEndingWith("; it is a list such as [{\"name\": \"PyTorch\", \"rows\": 1,"
                        + " \"rowsPerSecond\": 306, \"p50Millis\": 3.27}]");
    }

    @Test
    void refuseAPointWithoutThroughput() throws IOException {
        Files.writeString(file, "[{\"name\": \"PyTorch\", \"rows\": 1}]");

        assertThatThrownBy(() -> BaselinePoint.read(file))
                .hasMessageContaining("a baseline has a name, rows and rows per second: name=PyTorch, rows=1,"
                        + " rowsPerSecond=0.0, p50Millis=null");
    }

    @Test
    void compareWithTheFastestAtABatch() {
        BaselinePoint eager = new BaselinePoint("eager", 8, 1000, 8.0);
        BaselinePoint compiled = new BaselinePoint("compiled", 8, 2000, 4.0);
        Baselines baselines = new Baselines(List.of(eager, compiled));

        assertThat(baselines.at(8)).contains(compiled);
        assertThat(baselines.at(1)).isEmpty();
        assertThat(baselines.names()).containsExactly("eager", "compiled");
    }
}
