package io.penstock.topology.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Stages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The repository's files. */
final class Repository {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final YAMLMapper YAML = new YAMLMapper();

    private Repository() {}

    static Path path(String relative) {
        return ROOT.resolve(relative);
    }

    static String text(String relative) {
        try {
            return Files.readString(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only document of a YAML file. */
    static JsonNode yaml(String relative) {
        try {
            return YAML.readTree(text(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file with this name's end below a folder, relative to the root, sorted. */
    static List<String> files(String folder, String end) {
        try (Stream<Path> tree = Files.walk(path(folder))) {
            return tree.map(file -> ROOT.relativize(file).toString())
                    .filter(file -> file.endsWith(end))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configuration in a file, without a problem, its model found and its stages configured. */
    static PipelineConfig pipeline(String relative, Map<String, String> environment) {
        return pipeline(text(relative), relative, environment);
    }

    /** The configuration in a text, likewise. */
    static PipelineConfig pipeline(String yaml, String source, Map<String, String> environment) {
        Map<String, String> inImage = new HashMap<>(environment);
        inImage.put("PENSTOCK_MODELS", path("engines/models").toString());
        PipelineConfig config = PipelineConfig.parse(yaml, source, ROOT, inImage);
        BoundStages.of(config, Stages.load());
        return config;
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    static List<JsonNode> nodes(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
