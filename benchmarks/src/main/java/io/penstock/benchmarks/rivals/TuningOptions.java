package io.penstock.benchmarks.rivals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the subjects are set up: batches, sessions, Kafka's clients and JVMs, alike for all that have them. */
final class TuningOptions {
    // Penstock's defaults
    private static final int COMMIT_MILLIS = 1_000;
    private static final int TRANSACTION_MILLIS = 500;

    @Option(names = "--max-batch", paramLabel = "N", defaultValue = "32", description = "Default: ${DEFAULT-VALUE}.")
    private int maxBatch;

    @Option(names = "--sessions", paramLabel = "N", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(
            names = "--window",
            paramLabel = "MS",
            defaultValue = "5",
            description = "How long a batch waits for more rows. Default: ${DEFAULT-VALUE}.")
    private double window;

    @Option(
            names = "--eager",
            description =
                    "Penstock's infer.eager: a batch leaves before its window has passed when a session stands idle,"
                            + " as a loop that computes what it has just polled does.")
    private boolean eager;

    @Option(
            names = "--engine-threads",
            paramLabel = "N",
            description =
                    "The threads of one run of ONNX Runtime, in all subjects. Default: as Penstock has it, the CPUs"
                            + " less --sessions, plus one; give more if another subject has fewer runs at once, as"
                            + " with --threads 1.")
    private @Nullable Integer engineThreads;

    @Option(
            names = "--commit",
            paramLabel = "MS",
            description =
                    "The commit interval of all subjects. Default: Penstock's, 500 under exactly_once_v2, else 1000.")
    private @Nullable Integer commit;

    @Option(names = "--linger", paramLabel = "MS", defaultValue = "2", description = "Of all producers. Default: 2.")
    private int linger;

    @Option(
            names = "--poll-records",
            paramLabel = "N",
            defaultValue = "0",
            description = "max.poll.records of all subjects. Default: what each takes by itself: Penstock 2 x sessions"
                    + " x max-batch, at least 64; Kafka Streams 1000; a consumer 500.")
    private int pollRecords;

    @Option(
            names = "--kafka",
            paramLabel = "CLIENT.KEY=VALUE",
            description = "A property of Kafka of all subjects' consumers or producers, such as"
                    + " producer.batch.size=65536. May be given several times.")
    private Map<String, String> kafka = Map.of();

    @Option(
            names = "--jvm",
            paramLabel = "OPTIONS",
            defaultValue = "-Xms512m -Xmx1g -XX:+UseG1GC",
            description = "Of the subjects' JVMs, separated by spaces. Default: ${DEFAULT-VALUE}.")
    private String jvm = "";

    Settings.Tuning settings() {
        return new Settings.Tuning(
                maxBatch,
                sessions,
                window,
                eager,
                Optional.ofNullable(engineThreads)
                        .orElse(Math.max(1, Runtime.getRuntime().availableProcessors() - sessions + 1)),
                Optional.ofNullable(commit).orElse(COMMIT_MILLIS),
                Optional.ofNullable(commit).orElse(TRANSACTION_MILLIS),
                linger,
                pollRecords,
                kafka,
                List.of(jvm.strip().split("\\s+")));
    }
}
