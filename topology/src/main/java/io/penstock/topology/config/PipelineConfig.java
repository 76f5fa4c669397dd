package io.penstock.topology.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@code pipeline.yaml}, read once. It may be used only after {@link #problems()} has thrown nothing: until then, a
 * value that is missing or wrong is a placeholder. In between, the stages read their own keys from their sections, so
 * that the keys nobody reads can be told.
 *
 * @param name the pipeline's name, which is also its application id and its consumer group
 * @param stages the stages that run here: neighbours, in order
 * @param kafka what Kafka Streams and its clients are configured with; its {@code toString} masks secrets
 * @param registry the schema registry
 * @param input where records come from
 * @param preprocess the first stage; present if it runs here or the file has its section
 * @param infer the second stage, likewise
 * @param postprocess the third stage, likewise
 * @param output where results go
 * @param deadLetters where records go that cannot be answered
 * @param run how Kafka Streams runs it
 * @param models the folder of the model repository
 * @param http where health and metrics are served
 * @param source the top of the file
 */
public record PipelineConfig(
        String name,
        List<StageName> stages,
        Map<String, String> kafka,
        RegistryConfig registry,
        InputConfig input,
        Optional<StageConfig> preprocess,
        Optional<InferConfig> infer,
        Optional<StageConfig> postprocess,
        OutputConfig output,
        DeadLetterConfig deadLetters,
        RunConfig run,
        Path models,
        HttpConfig http,
        Section source) {

    /**
     * Reads a file, with references to this process's environment.
     *
     * @throws ConfigException if it cannot be read or is no YAML mapping
     */
    public static PipelineConfig load(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            Path folder = Objects.requireNonNull(absolute.getParent(), "a file has a folder");
            return parse(Files.readString(absolute), file.toString(), folder, System.getenv());
        } catch (IOException e) {
            String reason = "cannot be read (" + e.getClass().getSimpleName() + ")";
            throw new ConfigException(file.toString(), List.of(new Problem("", reason, 0)));
        }
    }

    /**
     * Reads a text.
     *
     * @param yaml the text
     * @param source how messages name it
     * @param folder where relative paths start
     * @param environment what references look up
     * @throws ConfigException if it is no YAML mapping
     */
    public static PipelineConfig parse(String yaml, String source, Path folder, Map<String, String> environment) {
        return new PipelineReader(Section.parse(yaml, folder, environment, new Problems(source)))
                .read(folder, environment);
    }

    /** The same pipeline, which also serves a plan that was not compared with its model. */
    public PipelineConfig allowingUnverified() {
        return new PipelineConfig(
                name,
                stages,
                kafka,
                registry,
                input,
                preprocess,
                infer.map(InferConfig::allowingUnverified),
                postprocess,
                output,
                deadLetters,
                run,
                models,
                http,
                source);
    }

    /** Whether a stage runs here. */
    public boolean runs(StageName stage) {
        return stages.contains(stage);
    }

    /** What is wrong with the file; {@link Problems#throwIfAny} ends the reading. */
    public Problems problems() {
        return source.problems();
    }

    /** The file's keys and values as written, with secrets and references masked. */
    @Override
    public String toString() {
        return "PipelineConfig" + source;
    }
}
