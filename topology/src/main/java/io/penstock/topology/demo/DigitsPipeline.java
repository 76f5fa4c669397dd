package io.penstock.topology.demo;

import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.PipelineText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The pipeline that Penstock brings along, which reads handwritten digits. */
public final class DigitsPipeline {
    /** The variables of its file, each with a default: where the broker and the registry are, and how it runs. */
    public static final String BOOTSTRAP_SERVERS = "PENSTOCK_BOOTSTRAP_SERVERS";

    public static final String REGISTRY = "PENSTOCK_REGISTRY";
    public static final String GUARANTEE = "PENSTOCK_GUARANTEE";
    public static final String BACKEND = "PENSTOCK_BACKEND";
    public static final String PRECISION = "PENSTOCK_PRECISION";
    /** 0 serves no status. */
    public static final String HTTP_PORT = "PENSTOCK_HTTP_PORT";

    private static final String FILE = "digits.yaml";

    private DigitsPipeline() {}

    /** Its configuration, with these variables. */
    public static PipelineConfig config(Map<String, String> variables) {
        return config(variables, Map.of());
    }

    /** As {@link #config(Map)}, with these properties of the backend alone. */
    static PipelineConfig config(Map<String, String> variables, Map<String, String> engine) {
        PipelineText text = PipelineText.of(yaml(), FILE);
        for (Map.Entry<String, String> property : engine.entrySet()) {
            text = text.with(property.getValue(), "infer", "engine", property.getKey());
        }
        return PipelineConfig.parse(engine.isEmpty() ? yaml() : text.yaml(), FILE, Path.of("."), variables);
    }

    /** The text of its file. */
    public static String yaml() {
        try (InputStream file = DigitsPipeline.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("not on the class path: " + FILE);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
