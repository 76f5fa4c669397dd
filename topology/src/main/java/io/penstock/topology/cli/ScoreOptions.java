package io.penstock.topology.cli;

import io.penstock.topology.score.format.Format;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to score of files, and how. */
final class ScoreOptions {
    @Option(
            names = "--input",
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "Tables (.csv, .tsv, .jsonl, .avro, .parquet), folders of tables, folders of images; also patterns in quotes.")
    private List<String> inputs = List.of();

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Where the parts go: a new folder, or that of a run that shall go on.")
    private @Nullable Path output;

    @Option(
            names = "--local",
            description =
                    "Load the model in this process and compute at full rate, without Kafka. Default: send the rows"
                            + " through the topics to the pipeline that runs, and wait for every result or dead letter.")
    private boolean local;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What to write: ${COMPLETION-CANDIDATES}. Default: the input's; csv for images.")
    private @Nullable Format format;

    @Option(
            names = "--part-rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "The most rows of a part, and what is done again after a kill. Default: ${DEFAULT-VALUE}.")
    private long partRows = 1_000_000;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "The beginning of the names of the scores' columns. Default: none.")
    private String prefix = "";

    @Option(names = "--restart", description = "Begin anew, and delete the scores that the output folder has.")
    private boolean restart;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "5m",
            description = "Without --local: give up if no answer comes for so long. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(5);

    /** What is wrong with them together, if anything is. */
    Optional<String> problem() {
        if (inputs.isEmpty() || output == null) {
            return Optional.of(
                    "--input and --output say what to score and where to; or --replay a topic to score again");
        }
        return partRows < 1 ? Optional.of("--part-rows must be at least 1, is " + partRows) : Optional.empty();
    }

    List<String> inputs() {
        return inputs;
    }

    Path output() {
        return output == null ? Path.of("") : output;
    }

    boolean local() {
        return local;
    }

    Optional<Format> format() {
        return Optional.ofNullable(format);
    }

    long partRows() {
        return partRows;
    }

    String prefix() {
        return prefix;
    }

    boolean restart() {
        return restart;
    }

    Duration timeout() {
        return timeout;
    }
}
