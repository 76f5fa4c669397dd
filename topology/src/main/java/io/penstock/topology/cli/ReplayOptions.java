package io.penstock.topology.cli;

import io.penstock.topology.replay.Bound;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to score again of a topic, and what to compare it with. */
final class ReplayOptions {
    @Option(
            names = "--replay",
            paramLabel = "TOPIC",
            description =
                    "Score these recorded requests again, in this process, and compare with their recorded results."
                            + " Writes nothing to Kafka.")
    private String topic = "";

    @Option(
            names = "--from",
            paramLabel = "BOUND",
            converter = Bounds.class,
            description = "The first request: a time such as 2026-01-31T08:00:00Z, an offset in each partition, or"
                    + " beginning, the default.")
    private Bound from = new Bound.Beginning();

    @Option(
            names = "--to",
            paramLabel = "BOUND",
            converter = Bounds.class,
            description = "The first request that is left out, likewise. Default: end.")
    private Bound to = new Bound.End();

    @Option(
            names = "--model-version",
            paramLabel = "VERSION",
            description = "The version to try. Default: that of the pipeline.")
    private @Nullable String version;

    @Option(
            names = "--results",
            paramLabel = "TOPIC",
            description = "The recorded results. Default: the pipeline's output.")
    private @Nullable String results;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "Numbers agree that differ by no more, absolutely or relatively. Default: ${DEFAULT-VALUE}.")
    private double tolerance = 0.001;

    @Option(
            names = "--min-iou",
            paramLabel = "FRACTION",
            defaultValue = "0.5",
            description = "Boxes of one class are one object if they overlap by so much of both. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double minIou = 0.5;

    @Option(
            names = "--worst",
            paramLabel = "N",
            defaultValue = "10",
            description = "Report so many of the worst records. Default: ${DEFAULT-VALUE}.")
    private int worst = 10;

    @Option(
            names = "--min-agreement",
            paramLabel = "FRACTION",
            description = "End with 1 if a smaller part of the compared records agrees, such as 0.99.")
    private @Nullable Double least;

    @Option(names = "--json", description = "The report as one JSON object.")
    private boolean json;

    /** What is wrong with them together, if anything is. */
    Optional<String> problem() {
        if (!(tolerance >= 0) || worst < 0) {
            return Optional.of("--tolerance and --worst must not be negative, are " + tolerance + " and " + worst);
        }
        return minIou > 0 && minIou <= 1
                ? Optional.empty()
                : Optional.of("--min-iou must be above 0 and at most 1, is " + minIou);
    }

    String topic() {
        return topic;
    }

    Bound from() {
        return from;
    }

    Bound to() {
        return to;
    }

    Optional<String> version() {
        return Optional.ofNullable(version);
    }

    Optional<String> results() {
        return Optional.ofNullable(results);
    }

    double tolerance() {
        return tolerance;
    }

    double minIou() {
        return minIou;
    }

    int worst() {
        return worst;
    }

    OptionalDouble leastAgreement() {
        return least == null ? OptionalDouble.empty() : OptionalDouble.of(least);
    }

    boolean json() {
        return json;
    }
}
