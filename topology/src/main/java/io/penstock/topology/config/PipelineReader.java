package io.penstock.topology.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the top of a {@code pipeline.yaml} and checks what its sections must agree on. */
final class PipelineReader {
    private static final List<StageName> ALL = List.of(StageName.values());

    private final Section root;

    PipelineReader(Section root) {
        this.root = root;
    }

    PipelineConfig read(Path folder, Map<String, String> environment) {
        String name = TopicName.checked(root, "name", root.text("name"));
        List<StageName> stages = stages();
        PipelineConfig config = new PipelineConfig(
                name,
                stages,
                KafkaProperties.read(root),
                RegistryConfig.read(root.section("registry")),
                InputConfig.read(root.section("input")),
                stage(stages, StageName.PREPROCESS, StageConfig::read),
                stage(stages, StageName.INFER, InferConfig::read),
                stage(stages, StageName.POSTPROCESS, StageConfig::read),
                OutputConfig.read(root.section("output")),
                DeadLetterConfig.read(root.section("deadLetters"), name),
                RunConfig.read(root),
                models(folder, environment),
                HttpConfig.read(root.section("http")),
                root);
        check(config);
        return config;
    }

    private List<StageName> stages() {
        List<StageName> stages = root.choices("stages", StageName.class, ALL);
        if (stages.isEmpty() || Collections.indexOfSubList(ALL, stages) < 0) {
            root.problem(
                    "stages",
                    "must be neighbours in the order preprocess, infer, postprocess, are "
                            + stages.stream().map(Values::spelling).toList());
            return ALL;
        }
        return stages;
    }

    /** A stage that runs elsewhere may share this file: its section is checked as if it ran, and left alone. */
    private <T> Optional<T> stage(List<StageName> stages, StageName stage, Function<Section, T> reader) {
        String key = stage.name().toLowerCase(Locale.ROOT);
        Section section = root.section(key);
        return stages.contains(stage) || root.has(key) ? Optional.of(reader.apply(section)) : Optional.empty();
    }

    private Path models(Path folder, Map<String, String> environment) {
        Optional<String> given = root.optionalText("models");
        if (given.isPresent()) {
            return folder.resolve(given.get()).normalize();
        }
        String property = System.getProperty("penstock.models", "engines/models");
        return Path.of(environment.getOrDefault("PENSTOCK_MODELS", property)).toAbsolutePath();
    }

    private void check(PipelineConfig config) {
        config.infer()
                .ifPresent(infer ->
                        KafkaProperties.checkDrain(config.kafka(), config.run(), infer, root.section("infer")));
        requireAnotherTopic(
                "output", config.output().topic(), "input", config.input().topic());
        requireAnotherTopic(
                "deadLetters",
                config.deadLetters().topic(),
                "input",
                config.input().topic());
        requireAnotherTopic(
                "deadLetters",
                config.deadLetters().topic(),
                "output",
                config.output().topic());
        config.input().batchTopic().ifPresent(topic -> checkBatchTopic(config, topic));
    }

    private void checkBatchTopic(PipelineConfig config, String topic) {
        Section input = root.section("input");
        if (!config.runs(StageName.INFER)) {
            input.problem("batchTopic", "belongs where infer runs: this part passes the priority on");
        }
        if (Set.of(
                        config.input().topic(),
                        config.output().topic(),
                        config.deadLetters().topic())
                .contains(topic)) {
            input.problem("batchTopic", "must be a topic of its own, is " + topic);
        }
    }

    private void requireAnotherTopic(String key, String topic, String otherKey, String other) {
        if (!topic.isEmpty() && topic.equals(other)) {
            root.section(key).problem("topic", "must differ from " + otherKey + ".topic, is " + topic);
        }
    }
}
