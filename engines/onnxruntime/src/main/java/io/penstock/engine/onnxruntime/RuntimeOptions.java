package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.penstock.FailureCategory;
import io.penstock.Nearest;
import io.penstock.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How ONNX Runtime shall compute.
 *
 * @param intraOpThreads the threads that share one operator
 * @param interOpThreads the operators computed at once
 * @param optimisation how far the graph is rewritten at load
 * @param spinning whether threads wait for work by spinning
 */
record RuntimeOptions(int intraOpThreads, int interOpThreads, OptLevel optimisation, boolean spinning) {
    private static final Map<String, OptLevel> LEVELS = new TreeMap<>(Map.of(
            "none", OptLevel.NO_OPT,
            "basic", OptLevel.BASIC_OPT,
            "extended", OptLevel.EXTENDED_OPT,
            "all", OptLevel.ALL_OPT));

    private static final String INTRA_OP_THREADS = "intraOpThreads";
    private static final String INTER_OP_THREADS = "interOpThreads";
    private static final String OPTIMISATION = "optimisation";
    private static final String SPINNING = "spinning";
    private static final List<String> KEYS = List.of(INTRA_OP_THREADS, INTER_OP_THREADS, OPTIMISATION, SPINNING);

    /**
     * Reads a backend's properties.
     *
     * @param sessions how many runs there may be at once: each has a thread of its own, and by default the pool that all
     *     share has the cores that are left, as more threads than cores only wait for each other
     * @throws EngineException FATAL, naming every key that is unknown and every value that cannot be
     */
    static RuntimeOptions parse(Map<String, String> properties, int sessions, int cores) {
        return new Parser(properties).parse(sessions, cores);
    }

    /**
     * How many runs, each on a thread of its own, can compute beside the pool's threads without sharing cores. No more than
     * there are sessions: threads that take turns for fewer runs only wander over the cores.
     *
     * @param sessions those of all buckets
     */
    int runsAtOnce(int sessions, int cores) {
        return Math.max(1, Math.min(sessions, cores - intraOpThreads + 1));
    }

    /** The options in ONNX Runtime's terms; the caller owns them. */
    SessionOptions open() throws OrtException {
        SessionOptions options = new SessionOptions();
        boolean complete = false;
        try {
            apply(options);
            complete = true;
            return options;
        } finally {
            if (!complete) {
                options.close();
            }
        }
    }

    private void apply(SessionOptions options) throws OrtException {
        options.setIntraOpNumThreads(intraOpThreads);
        options.setInterOpNumThreads(interOpThreads);
        options.setExecutionMode(interOpThreads > 1 ? ExecutionMode.PARALLEL : ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(optimisation);
        options.addConfigEntry("session.intra_op.allow_spinning", spinning ? "1" : "0");
        options.addConfigEntry("session.inter_op.allow_spinning", spinning ? "1" : "0");
        // Whatever goes wrong comes back as an exception with the same text; on stderr it would be there twice.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    }

    private static final class Parser {
        private final Map<String, String> properties;
        private final List<String> problems = new ArrayList<>();

        Parser(Map<String, String> properties) {
            this.properties = new TreeMap<>(properties);
        }

        RuntimeOptions parse(int sessions, int cores) {
            properties.keySet().stream().filter(key -> !KEYS.contains(key)).forEach(this::rejectKey);
            RuntimeOptions options = new RuntimeOptions(
                    threads(INTRA_OP_THREADS, Math.max(1, cores - sessions + 1)),
                    threads(INTER_OP_THREADS, 1),
                    level(),
                    spinning());
            if (!problems.isEmpty()) {
                throw new EngineException(
                        FailureCategory.FATAL, "options of ONNX Runtime: " + String.join("; ", problems));
            }
            return options;
        }

        private void rejectKey(String key) {
            problems.add(key + ": unknown, "
                    + Nearest.to(key, KEYS)
                            .map(known -> "did you mean " + known + "?")
                            .orElse("known are " + String.join(", ", KEYS)));
        }

        private int threads(String key, int fallback) {
            String value = properties.getOrDefault(key, Integer.toString(fallback));
            if (value.matches("[1-9][0-9]{0,3}")) {
                return Integer.parseInt(value);
            }
            problems.add(key + ": must be a number of threads from 1 to 9999, is " + value);
            return fallback;
        }

        private OptLevel level() {
            String value = properties.getOrDefault(OPTIMISATION, "all");
            OptLevel level = LEVELS.get(value);
            if (level != null) {
                return level;
            }
            problems.add(OPTIMISATION + ": must be one of " + String.join(", ", LEVELS.keySet()) + ", is " + value);
            return OptLevel.ALL_OPT;
        }

        private boolean spinning() {
            String value = properties.getOrDefault(SPINNING, "false");
            if (!value.equals("true") && !value.equals("false")) {
                problems.add(SPINNING + ": must be true or false, is " + value);
            }
            return value.equals("true");
        }
    }
}
