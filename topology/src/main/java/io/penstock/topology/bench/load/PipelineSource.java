package io.penstock.topology.bench.load;

import io.penstock.topology.config.ConfigException;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.PipelineText;
import io.penstock.topology.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The text of the pipeline that is measured.
 *
 * @param text the text
 * @param source how messages name it
 * @param folder where its relative paths start
 */
public record PipelineSource(PipelineText text, String source, Path folder) {
    /**
     * That of a file.
     *
     * @throws ConfigException if it cannot be read or is no YAML mapping
     */
    public static PipelineSource of(Path file) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
            return new PipelineSource(
                    PipelineText.of(Files.readString(file), file.toString()), file.toString(), folder);
        } catch (IOException e) {
            String reason = "cannot be read (" + e.getClass().getSimpleName() + ")";
            throw new ConfigException(file.toString(), List.of(new Problem("", reason, 0)));
        }
    }

    /** The same with another text. */
    public PipelineSource with(PipelineText other) {
        return new PipelineSource(other, source, folder);
    }

    /** Its configuration. */
    public PipelineConfig config() {
        return PipelineConfig.parse(text.yaml(), source, folder, System.getenv());
    }
}
