package io.penstock.topology.bench.tune;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A coordinate of the search, by its place in {@code pipeline.yaml}. In the order in which they are tried. */
enum Setting {
    COMMIT_INTERVAL("commitInterval") {
        @Override
        String value(Candidate of) {
            return text(of.commitInterval());
        }

        @Override
        Optional<Candidate> moved(Candidate from, Grid grid, int by) {
            return next(grid.commitIntervals(), from.commitInterval(), by).map(from::withCommitInterval);
        }
    },
    MAX_BATCH("infer.maxBatch") {
        @Override
        String value(Candidate of) {
            return Integer.toString(of.maxBatch());
        }

        @Override
        Optional<Candidate> moved(Candidate from, Grid grid, int by) {
            return next(grid.maxBatches(), from.maxBatch(), by).map(from::withMaxBatch);
        }
    },
    WINDOW("infer.window") {
        @Override
        String value(Candidate of) {
            return text(of.window());
        }

        @Override
        Optional<Candidate> moved(Candidate from, Grid grid, int by) {
            return next(grid.windows(), from.window(), by).map(from::withWindow);
        }
    },
    SESSIONS("infer.sessions") {
        @Override
        String value(Candidate of) {
            return Integer.toString(of.sessions());
        }

        @Override
        Optional<Candidate> moved(Candidate from, Grid grid, int by) {
            return next(grid.sessions(), from.sessions(), by).map(from::withSessions);
        }
    },
    THREADS("threads") {
        @Override
        String value(Candidate of) {
            return Integer.toString(of.threads());
        }

        @Override
        Optional<Candidate> moved(Candidate from, Grid grid, int by) {
            return next(grid.threads(), from.threads(), by).map(from::withThreads);
        }
    };

    private final String dotted;

    Setting(String dotted) {
        this.dotted = dotted;
    }

    /** The sections that lead to the key, and the key. */
    String[] path() {
        return dotted.split("\\.", -1);
    }

    /** The key with the sections that lead to it. */
    String dotted() {
        return dotted;
    }

    /** Its value as {@code pipeline.yaml} has it. */
    abstract String value(Candidate of);

    /** The candidate that is so many steps of the grid away, if the grid goes that far. */
    abstract Optional<Candidate> moved(Candidate from, Grid grid, int by);

    private static <T> Optional<T> next(List<T> values, T current, int by) {
        int at = values.indexOf(current) + by;
        return at < 0 || at >= values.size() ? Optional.empty() : Optional.of(values.get(at));
    }

    static String text(Duration duration) {
        long micros = duration.toNanos() / 1_000;
        return micros % 1_000 == 0 ? micros / 1_000 + "ms" : micros + "us";
    }

    static Map<String, String> values(Candidate of) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Setting setting : values()) {
            values.put(setting.dotted(), setting.value(of));
        }
        return values;
    }
}
