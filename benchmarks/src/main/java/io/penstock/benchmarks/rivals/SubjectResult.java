package io.penstock.benchmarks.rivals;

import io.penstock.benchmarks.subject.Memory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What one subject came to in a cell.
 *
 * @param subject its name
 * @param settings how it was set
 * @param rounds its rounds, the warm-up left out
 * @param latencies its latency, turn by turn; nothing if it was not measured
 * @param problems the checks that failed, and what stopped it
 */
record SubjectResult(
        String subject,
        Map<String, String> settings,
        List<Round> rounds,
        List<Latency> latencies,
        List<String> problems) {
    SubjectResult {
        settings = Map.copyOf(settings);
        rounds = List.copyOf(rounds);
        latencies = List.copyOf(latencies);
        problems = List.copyOf(problems);
    }

    double recordsPerSecond() {
        return median(round -> round.steady().recordsPerSecond());
    }

    double cpuMicros() {
        return median(round -> round.steady().cpuMicros());
    }

    double allocatedBytes() {
        return median(round -> round.steady().allocatedBytes());
    }

    double meanBatch() {
        return median(Round::meanBatch);
    }

    /** How long all of its steady parts lasted, in seconds. */
    double steadySeconds() {
        return rounds.stream().mapToDouble(round -> round.steady().seconds()).sum();
    }

    /** The answers beyond the first to a request. */
    int twice() {
        return rounds.stream().mapToInt(round -> round.delivery().twice()).sum();
    }

    /** The most of each kind of memory over the rounds, if it was asked for. */
    Optional<Memory> memory() {
        return rounds.stream().map(Round::memory).flatMap(Stream::ofNullable).reduce(Memory::most);
    }

    /** Of its latencies the one whose p99 is the median, of an even number the slower of the two; one with a loss is the slowest. */
    Optional<Latency> latency() {
        return latencies.stream()
                .sorted(Comparator.comparingInt(Latency::unanswered).thenComparingDouble(Latency::p99Millis))
                .skip(latencies.size() / 2)
                .findFirst();
    }

    /** The median over the rounds; not a number without any. */
    double median(ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                        .average()
                        .orElse(Double.NaN);
    }
}
