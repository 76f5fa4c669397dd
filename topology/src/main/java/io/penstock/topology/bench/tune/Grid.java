package io.penstock.topology.bench.tune;

import io.penstock.topology.config.Guarantee;
import io.penstock.topology.config.InferConfig;
import io.penstock.topology.config.PipelineConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The values that the search may try of each setting, growing; those of the pipeline are among them.
 *
 * @param windows of {@code infer.window}
 * @param maxBatches of {@code infer.maxBatch}
 * @param sessions of {@code infer.sessions}
 * @param threads of {@code threads}
 * @param commitIntervals likewise
 */
record Grid(
        List<Duration> windows,
        List<Integer> maxBatches,
        List<Integer> sessions,
        List<Integer> threads,
        List<Duration> commitIntervals) {
    private static final int MOST_BATCH = 1024;
    private static final int LEAST_BATCH = 4;

    Grid {
        windows = List.copyOf(windows);
        maxBatches = List.copyOf(maxBatches);
        sessions = List.copyOf(sessions);
        threads = List.copyOf(threads);
        commitIntervals = List.copyOf(commitIntervals);
    }

    /**
     * What makes sense for a target.
     *
     * @param growing whether batches may be larger than the pipeline's: a plan of a GPU has a most
     * @param cpus the processors there are
     * @param partitions the partitions of the input, of which each thread needs one
     */
    static Grid of(PipelineConfig config, double p99Millis, boolean growing, int cpus, int partitions) {
        Candidate now = Candidate.of(config);
        InferConfig infer = config.infer().orElseThrow();
        int most =
                Math.min(growing ? Math.min(8 * now.maxBatch(), MOST_BATCH) : now.maxBatch(), infer.maxInFlightRows());
        return new Grid(
                with(
                        now.window(),
                        Stream.of(1, 2, 5, 10, 20, 50)
                                .filter(millis -> millis < p99Millis / 2)
                                .map(Duration::ofMillis)),
                with(
                        now.maxBatch(),
                        IntStream.iterate(LEAST_BATCH, rows -> rows <= most, rows -> 2 * rows)
                                .boxed()),
                with(now.sessions(), Stream.of(1, 2, 3, 4)),
                with(
                        now.threads(),
                        Stream.of(1, 2, 4, 8).filter(count -> count <= Math.min(Math.max(2, cpus), partitions))),
                with(now.commitInterval(), commits(config, p99Millis)));
    }

    /** Under exactly_once_v2 a result is readable at the next commit only. */
    private static Stream<Duration> commits(PipelineConfig config, double p99Millis) {
        if (config.run().guarantee() != Guarantee.EXACTLY_ONCE_V2
                || config.run().commitInterval().toMillis() < p99Millis / 2) {
            return Stream.of();
        }
        return Stream.of(p99Millis / 2, p99Millis / 4)
                .map(millis -> Duration.ofMillis(Math.max(5, (long) (double) millis)));
    }

    private static <T extends Comparable<T>> List<T> with(T current, Stream<T> others) {
        return Stream.concat(Stream.of(current), others).distinct().sorted().toList();
    }

    /** The same with these values of {@code maxBatch} and {@code sessions} only. */
    Grid keeping(List<Integer> batches, List<Integer> counts) {
        return new Grid(windows, batches, counts, threads, commitIntervals);
    }

    /** Every value on one line. */
    List<String> lines() {
        return Arrays.stream(Setting.values())
                .map(setting -> setting.dotted() + " " + values(setting))
                .toList();
    }

    private List<?> values(Setting setting) {
        return switch (setting) {
            case COMMIT_INTERVAL -> commitIntervals.stream().map(Setting::text).toList();
            case MAX_BATCH -> maxBatches;
            case WINDOW -> windows.stream().map(Setting::text).toList();
            case SESSIONS -> sessions;
            case THREADS -> threads;
        };
    }
}
