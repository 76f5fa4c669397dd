package io.penstock.benchmarks.rivals;

import io.penstock.benchmarks.subject.Memory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one subject came to in a cell.
 *
 * @param subject its name
 * @param settings how it was set
 * @param rounds its rounds, the warm-up left out
 * @param latency its latency, if it was measured
 * @param problems the checks that failed, and what stopped it
 */
record SubjectResult(
        String subject,
        Map<String, String> settings,
        List<Round> rounds,
        @Nullable Latency latency,
        List<String> problems) {
    SubjectResult {
        settings = Map.copyOf(settings);
        rounds = List.copyOf(rounds);
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
