package io.penstock.benchmarks.pipeline;

import io.penstock.local.LocalCluster;
import io.penstock.topology.config.ConfigException;
import io.penstock.topology.config.Guarantee;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.PipelineText;
import io.penstock.topology.config.Problem;
import io.penstock.topology.engine.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The pipeline that is measured.
 *
 * @param file its {@code pipeline.yaml}
 * @param models the folder of models, in place of the file's
 * @param backend the backend, likewise
 * @param precision the precision, likewise
 * @param plans the folder of plans, likewise; one that is missing there is built
 */
record Subject(
        Path file, Optional<Path> models, Optional<String> backend, Optional<String> precision, Optional<Path> plans) {

    /** As the file and the options say, at addresses where nobody listens. */
    PipelineConfig config() {
        return parse(text());
    }

    /** At a cluster's addresses, with an application id, an output and dead letters of its own. */
    PipelineConfig config(LocalCluster cluster, Guarantee guarantee, String run) {
        PipelineConfig base = config();
        return parse(text().with(cluster.broker().bootstrapServers(), "kafka", "bootstrap.servers")
                .with(cluster.registry().url(), "registry", "url")
                .with(base.name() + "-" + run, "name")
                .with(base.output().topic() + "-" + run, "output", "topic")
                .with(base.deadLetters().topic() + "-" + run, "deadLetters", "topic")
                .without("input", "batchTopic")
                .with(guarantee.toString(), "guarantee"));
    }

    private PipelineText text() {
        PipelineText text = PipelineText.of(read(), file.toString()).with("0", "http", "port");
        text = models.isEmpty() ? text : text.with(absolute(models.get()), "models");
        text = backend.isEmpty() ? text : text.with(backend.get(), "infer", "backend");
        text = precision.isEmpty() ? text : text.with(precision.get(), "infer", "precision");
        return plans.isEmpty() ? text : buildingPlans(text, plans.get());
    }

    private PipelineText buildingPlans(PipelineText text, Path folder) {
        String named = parse(text).infer().map(infer -> infer.backend()).orElse("");
        PipelineText building = text;
        for (Map.Entry<String, String> property : Backends.load()
                .choose(named)
                .buildingPlansIn(folder.toAbsolutePath())
                .entrySet()) {
            building = building.with(property.getValue(), "infer", "engine", property.getKey());
        }
        return building;
    }

    private PipelineConfig parse(PipelineText text) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        return PipelineConfig.parse(text.yaml(), file.toString(), folder, System.getenv());
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            String reason = "cannot be read (" + e.getClass().getSimpleName() + ")";
            throw new ConfigException(file.toString(), List.of(new Problem("", reason, 0)));
        }
    }
}
