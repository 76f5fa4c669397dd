package io.penstock.topology.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.inference.policy.BatchLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineConfigTest {
    private static final String MINIMAL =
            """
            name: digits
            kafka: { bootstrap.servers: "localhost:9092" }
            registry: { url: "http://localhost:8081" }
            input: { topic: digits.requests }
            preprocess: { type: image }
            infer: { model: digits }
            postprocess: { type: classification }
            output: { topic: digits.results }
            """;

    private final Path folder;

    PipelineConfigTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private PipelineConfig parse(String yaml) {
        return PipelineConfig.parse(yaml, "pipeline.yaml", folder, Map.of("JAAS", "s3cr3t", "PENSTOCK_MODELS", "/m"));
    }

    private List<String> problems(String yaml) {
        PipelineConfig config = parse(yaml);
        return config.problems().list().stream().map(Problem::toString).toList();
    }

    @Test
    void takesDefaultsForAllButTheEssentials() {
        PipelineConfig config = parse(MINIMAL);
        config.problems().throwIfAny();

        assertThat(config.stages()).containsExactly(StageName.PREPROCESS, StageName.INFER, StageName.POSTPROCESS);
        assertThat(config.input()).isEqualTo(new InputConfig("digits.requests", Optional.empty(), 16 << 20));
        assertThat(config.deadLetters()).isEqualTo(new DeadLetterConfig("digits.dead-letters", 900 << 10));
        assertThat(config.run())
                .isEqualTo(new RunConfig(Guarantee.EXACTLY_ONCE_V2, 2, Duration.ofMillis(500), Duration.ofSeconds(30)));
        assertThat(config.http()).isEqualTo(new HttpConfig("127.0.0.1", 8090));
        assertThat(config.models()).isEqualTo(Path.of("/m"));
        assertThat(config.infer())
                .contains(new InferConfig(
                        "digits",
                        Optional.empty(),
                        InferConfig.AUTO,
                        Precision.FP32,
                        List.of(0),
                        Duration.ofMillis(5),
                        32,
                        false,
                        2,
                        List.of(),
                        512,
                        256 << 20,
                        Duration.ofSeconds(8),
                        Map.of()));
    }

    @Test
    void readsEverythingThatIsGiven() {
        PipelineConfig config = parse(MINIMAL.replace(
                        "infer: { model: digits }",
                        "infer: { model: digits, version: 2, backend: onnxruntime, precision: fp16, devices: [1, 0],"
                                + " window: 250us, maxBatch: 64, eager: true, sessions: 3, buckets: [32, 64],"
                                + " maxInFlightRows: 100, maxInFlightBytes: 1MiB, drainTimeout: 2s,"
                                + " engine: { intraOpThreads: 2 } }")
                + "guarantee: at_least_once\nthreads: 4\nmodels: my/models\nhttp: { port: 0 }\n");
        config.problems().throwIfAny();

        assertThat(config.infer())
                .contains(new InferConfig(
                        "digits",
                        Optional.of("2"),
                        "onnxruntime",
                        Precision.FP16,
                        List.of(1, 0),
                        Duration.ofNanos(250_000),
                        64,
                        true,
                        3,
                        List.of(32, 64),
                        100,
                        1 << 20,
                        Duration.ofSeconds(2),
                        Map.of("intraOpThreads", "2")));
        assertThat(config.run().commitInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.run().threads()).isEqualTo(4);
        assertThat(config.models()).isEqualTo(folder.resolve("my/models"));
        assertThat(config.http().enabled()).isFalse();
    }

    @Test
    void listsAllThatIsMissing() {
        assertThatThrownBy(() -> parse("").problems().throwIfAny())
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        """
                        pipeline.yaml: 8 problems
                          name: is required (line 1)
                          kafka.bootstrap.servers: is required (line 1)
                          registry.url: is required (line 1)
                          input.topic: is required (line 1)
                          preprocess.type: is required (line 1)
                          infer.model: is required (line 1)
                          postprocess.type: is required (line 1)
                          output.topic: is required (line 1)""");
    }

    @Test
    void reportsProblemsOfTheFileAndOfTheStagesTogether() {
        PipelineConfig config =
                parse(MINIMAL.replace("type: image", "type: image, widht: 8").replace("model: digits", "windw: -5ms"));
        config.preprocess().orElseThrow().section().integer("width", 1, 4096);

        assertThatThrownBy(config.problems()::throwIfAny)
                .hasMessage(
                        """
                        pipeline.yaml: 4 problems
                          preprocess.width: is required (line 5)
                          preprocess.widht: unknown key, did you mean width? (line 5)
                          infer.model: is required (line 6)
                          infer.windw: unknown key, did you mean window? (line 6)""");
    }

    @Test
    void refusesStagesThatAreNoNeighbours() {
        assertThat(problems(MINIMAL + "stages: [preprocess, postprocess]\n"))
                .containsExactly("stages: must be neighbours in the order preprocess, infer, postprocess, are"
                        + " [preprocess, postprocess] (line 9)");
        assertThat(problems(MINIMAL + "stages: []\n"))
                .containsExactly(
                        "stages: must be neighbours in the order preprocess, infer, postprocess, are [] (line 9)");
        assertThat(problems(MINIMAL + "stages: [infr]\n"))
                .containsExactly("stages: must be one of preprocess, infer, postprocess, is infr, did you mean infer?"
                        + " (line 9)");
    }

    @Test
    void needsNoSectionsOfStagesThatRunElsewhere() {
        PipelineConfig config = parse(
                """
                name: digits-infer
                stages: infer
                kafka: { bootstrap.servers: "localhost:9092" }
                registry: { url: "http://localhost:8081" }
                input: { topic: digits.tensors }
                infer: { model: digits }
                output: { topic: digits.outputs }
                """);
        config.problems().throwIfAny();

        assertThat(config.runs(StageName.INFER)).isTrue();
        assertThat(config.runs(StageName.PREPROCESS)).isFalse();
        assertThat(config.preprocess()).isEmpty();
    }

    @Test
    void refusesADrainThatOutlastsTheTransactionOrThePollInterval() {
        String slow = MINIMAL.replace("model: digits", "model: digits, drainTimeout: 10s");

        assertThat(problems(slow))
                .containsExactly("infer.drainTimeout: with commitInterval must stay below kafka's"
                        + " transaction.timeout.ms, is 10500 ms of 10000 ms (line 6)");
        assertThat(problems(slow + "guarantee: at_least_once\n")).isEmpty();
        assertThat(problems(slow.replace("9092\"", "9092\", producer.transaction.timeout.ms: 60000")))
                .isEmpty();
        assertThat(problems(slow.replace("9092\"", "9092\", max.poll.interval.ms: 9000") + "guarantee: at_least_once"))
                .containsExactly("infer.drainTimeout: must stay below kafka's max.poll.interval.ms,"
                        + " is 10000 ms of 9000 ms (line 6)");
    }

    @Test
    void refusesClientPropertiesThatOtherKeysSet() {
        assertThat(problems(MINIMAL.replace("9092\"", "9092\", processing.guarantee: at_least_once")))
                .containsExactly("kafka.processing.guarantee: is set by guarantee (line 2)");
    }

    @Test
    void refusesATopicOfBatchRequestsThatServesElsewhereOrHasNoEngine() {
        String with = MINIMAL.replace("topic: digits.requests", "topic: digits.requests, batchTopic: %s");
        assertThat(with).isNotEqualTo(MINIMAL);

        assertThat(problems(with.formatted("digits.batch"))).isEmpty();
        assertThat(problems(with.formatted("digits.results")))
                .containsExactly("input.batchTopic: must be a topic of its own, is digits.results (line 4)");
        assertThat(problems(with.formatted("digits.batch") + "stages: [preprocess]\n"))
                .containsExactly(
                        "input.batchTopic: belongs where infer runs: this part passes the priority on (line 4)");
    }

    @Test
    void refusesOneTopicForTwoPurposes() {
        assertThat(problems(MINIMAL.replace("digits.results", "digits.requests")))
                .containsExactly("output.topic: must differ from input.topic, is digits.requests (line 8)");
    }

    @Test
    void refusesNamesThatKafkaRefuses() {
        assertThat(problems(MINIMAL.replace("digits.results", "digits results")))
                .containsExactly("output.topic: must be at most 249 letters, digits, dots, underscores and hyphens, is"
                        + " digits results (line 8)");
    }

    @Test
    void refusesLimitsThatContradictEachOther() {
        assertThat(problems(MINIMAL.replace("model: digits", "model: digits, maxBatch: 8, maxInFlightRows: 4")))
                .containsExactly("infer.maxInFlightRows: must be at least maxBatch, is 4 with maxBatch 8 (line 6)");
        assertThat(problems(MINIMAL.replace("model: digits", "model: digits, buckets: [64, 32]")))
                .containsExactly("infer.buckets: must be positive and grow, are [64, 32] (line 6)");
        assertThat(problems(MINIMAL.replace("model: digits", "model: digits, maxInFlightBytes: 0, drainTimeout: 0")))
                .containsExactly(
                        "infer.maxInFlightBytes: must be positive, is 0 (line 6)",
                        "infer.drainTimeout: must be positive, is 0 (line 6)");
        assertThat(problems(MINIMAL.replace("model: digits", "model: digits, window: 8s")))
                .containsExactly("infer.window: must be shorter than drainTimeout, is 8000 ms of 8000 ms (line 6)");
    }

    @Test
    void refusesDevicesThatCannotBe() {
        assertThatThrownBy(() -> parse(MINIMAL.replace("model: digits", "model: digits, device: 1"))
                        .problems()
                        .throwIfAny())
                .hasMessage("pipeline.yaml: 1 problem\n  infer.device: unknown key, did you mean devices? (line 6)");
        assertThat(problems(MINIMAL.replace("model: digits", "model: digits, devices: []")))
                .containsExactly(
                        "infer.devices: must name at least one device, is []; leave it out for device 0" + " (line 6)");
        assertThat(problems(MINIMAL.replace("model: digits", "model: digits, devices: [0, -1]")))
                .containsExactly("infer.devices: must not be negative, are [0, -1] (line 6)");
        assertThat(problems(MINIMAL.replace("model: digits", "model: digits, devices: [1, 0, 1]")))
                .containsExactly("infer.devices: must name each device once, are [1, 0, 1] (line 6)");
    }

    @Test
    void allowsUnverifiedPlansAndStillPrintsNoSecret() {
        PipelineConfig config =
                parse(MINIMAL.replace("model: digits", "model: digits, engine: { password: hunter2, plans: p }"));

        InferConfig infer = config.allowingUnverified().infer().orElseThrow();

        assertThat(infer.engine())
                .containsOnly(
                        Map.entry("allowUnverified", "true"),
                        Map.entry("password", "hunter2"),
                        Map.entry("plans", "p"));
        assertThat(infer.toString())
                .contains("engine={allowUnverified=true, password=***, plans=p}")
                .doesNotContain("hunter2");
        assertThat(config.infer().orElseThrow().engine()).doesNotContainKey("allowUnverified");
    }

    @Test
    void printsNoSecret() {
        PipelineConfig config =
                parse(MINIMAL.replace("9092\"", "9092\", sasl.jaas.config: \"user ${JAAS}\", ssl.key.password: hunter2")
                        .replace("http://localhost:8081", "http://user:hunter2@localhost:8081"));

        assertThat(config.kafka()).containsEntry("sasl.jaas.config", "user s3cr3t");
        assertThat(config.registry().serdeProperties())
                .containsEntry("schema.registry.url", "http://user:hunter2@localhost:8081");
        assertThat(config + " " + config.kafka() + config.registry())
                .contains("sasl.jaas.config=***")
                .doesNotContain("s3cr3t", "hunter2");
    }

    @Test
    void loadsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("pipeline.yaml"), MINIMAL);

        assertThat(PipelineConfig.load(file).name()).isEqualTo("digits");
    }

    @Test
    void saysThatAFileCannotBeRead() {
        Path file = folder.resolve("nowhere.yaml");

        assertThatThrownBy(() -> PipelineConfig.load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": 1 problem\n  cannot be read (NoSuchFileException)");
    }

    private static Signature signature(long length) {
        TensorSpec ids = new TensorSpec("ids", DataType.INT64, Shape.of(-1, length));
        return new Signature(List.of(ids), List.of(new TensorSpec("logits", DataType.FLOAT32, Shape.of(-1, 2))));
    }

    private InferConfig infer(String keys) {
        return parse(MINIMAL.replace("model: digits", "model: digits, " + keys))
                .infer()
                .orElseThrow();
    }

    @Test
    void givesTheBatcherItsLimits() {
        assertThat(infer("maxBatch: 64, eager: true").batchLimits())
                .isEqualTo(new BatchLimits(64, 5_000_000, true, 2, 1024, 256 << 20));
        assertThat(infer("maxBatch: 64, devices: [0, 2, 3]").batchLimits())
                .isEqualTo(new BatchLimits(64, 5_000_000, false, 3, 6, 3072, 256 << 20));
        assertThat(infer("maxBatch: 1048576, sessions: 64, devices: [0, 1, 2, 3]")
                        .maxInFlightRows())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void letsAThreadPollTwoBatchesForEachSessionOfADevice() {
        assertThat(infer("maxBatch: 64, sessions: 3, devices: [0, 2]").pollRecords())
                .isEqualTo(384);
        assertThat(infer("maxBatch: 1, sessions: 1").pollRecords()).isEqualTo(64);
    }

    @Test
    void givesTheBackendItsOptions() {
        assertThat(infer("engine: { intraOpThreads: 2 }").engineOptions(signature(8)))
                .containsExactly(new EngineOptions(
                        32, List.of(Bucket.fixed(signature(8))), 2, "fp32", 0, Map.of("intraOpThreads", "2")));
        assertThat(infer("devices: [3, 1]").engineOptions(signature(8)))
                .extracting(EngineOptions::device)
                .containsExactly(3, 1);
        assertThat(infer("buckets: [32, 64]").bucketsOf(signature(-1)))
                .containsExactly(new Bucket("32", List.of(Shape.of(32))), new Bucket("64", List.of(Shape.of(64))));
    }

    @Test
    void refusesBucketsThatDoNotFitTheModel() {
        assertThatThrownBy(() -> infer("eager: true").engineOptions(signature(-1)))
                .isInstanceOf(PenstockException.class)
                .hasMessage("the model has dynamic row dimensions, set infer.buckets to the lengths to serve:"
                        + " model=digits, inputs=[TensorSpec[name=ids, dtype=INT64, shape=[-1,-1]]]");
        assertThatThrownBy(() -> infer("buckets: 32").engineOptions(signature(8)))
                .isInstanceOf(PenstockException.class)
                .hasMessage(
                        "the model has no dynamic row dimensions, remove infer.buckets: model=digits, buckets=[32]");
    }
}
