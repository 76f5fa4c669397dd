package io.penstock.workshop.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What something else reaches with the same model.
 *
 * @param name what it is, such as {@code PyTorch 2.7 FP32 eager}
 * @param rows the rows of each run
 * @param rowsPerSecond its throughput
 * @param p50Millis its median time of a run, where that is known
 */
public record BaselinePoint(String name, int rows, double rowsPerSecond, @Nullable Double p50Millis) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public BaselinePoint {
        if (name.isBlank() || rows < 1 || !(rowsPerSecond > 0) || (p50Millis != null && !(p50Millis > 0))) {
            throw new IllegalArgumentException("a baseline has a name, rows and rows per second: name=" + name
                    + ", rows=" + rows + ", rowsPerSecond=" + rowsPerSecond + ", p50Millis=" + p50Millis);
        }
    }

    /**
     * Reads a JSON file: {@code [{"name": "PyTorch 2.7 FP32 eager", "rows": 1, "rowsPerSecond": 306, "p50Millis": 3.27}]}.
     *
     * @throws PenstockException FATAL, if it cannot be read or is no such list
     */
    public static List<BaselinePoint> read(Path file) {
        try {
            return List.of(MAPPER.readValue(Files.readAllBytes(file), BaselinePoint[].class));
        } catch (IOException e) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "cannot read a baseline: file=" + file + ": " + e.getMessage()
                            + "; it is a list such as [{\"name\": \"PyTorch\", \"rows\": 1, \"rowsPerSecond\": 306,"
                            + " \"p50Millis\": 3.27}]",
                    e);
        }
    }
}
