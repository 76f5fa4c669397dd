package io.penstock.benchmarks.subject;

import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Penstock pipeline: tensors in, tensors out. */
public final class PenstockSubject implements Subject {
    /** Where rows are limited they alone shall be: a limit that no benchmark reaches. */
    private static final String UNLIMITED_BYTES = "1024GiB";

    /** Found by {@link java.util.ServiceLoader}. */
    public PenstockSubject() {}

    @Override
    public String name() {
        return "penstock";
    }

    @Override
    public String title() {
        return "Penstock";
    }

    @Override
    public Map<String, String> settings(Workload workload) {
        Workload.Inference inference = workload.inference();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("backend", inference.backend());
        settings.put("maxBatch", Integer.toString(inference.maxBatch()));
        settings.put("sessions", Integer.toString(inference.sessions()));
        settings.put("window", String.format(Locale.ROOT, "%.3g ms", inference.windowMillis()));
        settings.put("eager", Boolean.toString(inference.eager()));
        settings.put("engine", "{" + engine(inference) + "}");
        settings.putAll(limits(inference));
        return settings;
    }

    @Override
    public RunningSubject start(Workload workload) {
        Pipeline pipeline = Pipeline.start(
                PipelineConfig.parse(yaml(workload), "the benchmark's pipeline", Path.of(""), System.getenv()));
        return new RunningPipeline(pipeline);
    }

    private static String engine(Workload.Inference inference) {
        return inference.backend().equals("onnxruntime") ? "intraOpThreads: " + inference.engineThreads() : "";
    }

    private static Map<String, String> limits(Workload.Inference inference) {
        return inference.inFlightRows() == 0
                ? Map.of()
                : Map.of(
                        "maxInFlightRows",
                        Integer.toString(inference.inFlightRows()),
                        "maxInFlightBytes",
                        UNLIMITED_BYTES);
    }

    /** What a user would write. */
    public static String yaml(Workload workload) {
        Workload.Topics topics = workload.topics();
        Workload.Inference inference = workload.inference();
        return """
                name: %s
                kafka:
                  bootstrap.servers: "%s"
                %s
                registry: { url: "%s" }
                models: "%s"
                input: { topic: %s }
                preprocess: { type: tensor }
                infer:
                  model: %s
                  backend: %s
                  window: %dus
                  eager: %s
                  maxBatch: %d
                  sessions: %d
                  engine: { %s }
                %s
                postprocess: { type: tensor }
                output: { topic: %s }
                deadLetters: { topic: %s }
                guarantee: %s
                threads: %d
                commitInterval: %dms
                http: { port: 0 }
                """
                .formatted(
                        topics.application(),
                        topics.bootstrapServers(),
                        clients(workload),
                        topics.registry(),
                        inference.models(),
                        topics.input(),
                        inference.model(),
                        inference.backend(),
                        Math.round(1e3 * inference.windowMillis()),
                        inference.eager(),
                        inference.maxBatch(),
                        inference.sessions(),
                        engine(inference),
                        indented(limits(inference)),
                        topics.output(),
                        topics.output() + ".dead-letters",
                        workload.clients().guarantee(),
                        workload.clients().threads(),
                        workload.clients().commitMillis());
    }

    private static String clients(Workload workload) {
        Map<String, Object> all = new LinkedHashMap<>();
        ClientSettings.consumer(workload).forEach((key, value) -> all.put("consumer." + key, value));
        ClientSettings.producer(workload).forEach((key, value) -> all.put("producer." + key, value));
        return indented(all);
    }

    private static String indented(Map<String, ?> settings) {
        return settings.entrySet().stream()
                .map(each -> "  %s: '%s'"
                        .formatted(
                                each.getKey(), String.valueOf(each.getValue()).replace("'", "''")))
                .collect(Collectors.joining("\n"));
    }

    private record RunningPipeline(Pipeline pipeline) implements RunningSubject {
        @Override
        public Optional<Throwable> failure() {
            return pipeline.failure();
        }

        @Override
        public double meanBatch() {
            return pipeline.batchStatistics().meanRows();
        }

        @Override
        public void close() {
            pipeline.close();
        }
    }
}
