package io.penstock.topology.config;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.inference.policy.BatchLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The infer stage.
 *
 * @param model the model's name in the repository
 * @param version its version; the newest if empty
 * @param backend the backend's name, or {@link #AUTO}
 * @param precision the precision it computes in
 * @param device the index of the device
 * @param window how long a batch waits for more rows, from the arrival of its oldest record
 * @param maxBatch the most rows of a batch
 * @param eager whether a batch leaves before its window has passed when a session stands idle
 * @param sessions the sessions of the engine, for each bucket
 * @param buckets the lengths that dynamic row dimensions are padded to, growing; empty for models without such
 * @param maxInFlightRows the most rows waiting for the engine
 * @param maxInFlightBytes the most bytes that waiting records hold
 * @param drainTimeout how long a commit waits for the results of its records
 * @param engine what the backend alone understands; its {@code toString} masks secrets
 */
public record InferConfig(
        String model,
        Optional<String> version,
        String backend,
        Precision precision,
        int device,
        Duration window,
        int maxBatch,
        boolean eager,
        int sessions,
        List<Integer> buckets,
        int maxInFlightRows,
        long maxInFlightBytes,
        Duration drainTimeout,
        Map<String, String> engine) {
    /** The backend's name that leaves the choice to Penstock. */
    public static final String AUTO = "auto";

    private static final int MAX_BATCH = 32;
    private static final int SESSIONS = 2;
    private static final int MAX_SESSIONS = 64;
    private static final int BATCHES_IN_FLIGHT = 8;
    private static final long MAX_IN_FLIGHT_BYTES = 256 << 20;

    static InferConfig read(Section section) {
        int maxBatch = section.integer("maxBatch", MAX_BATCH, 1, 1 << 20);
        int sessions = section.integer("sessions", SESSIONS, 1, MAX_SESSIONS);
        InferConfig config = new InferConfig(
                section.text("model"),
                section.optionalText("version"),
                section.text("backend", AUTO),
                section.choice("precision", Precision.class, Precision.FP32),
                section.integer("device", 0, 0, Integer.MAX_VALUE),
                section.duration("window", Duration.ofMillis(5)),
                maxBatch,
                section.flag("eager", false),
                sessions,
                section.integers("buckets", List.of()),
                section.integer("maxInFlightRows", BATCHES_IN_FLIGHT * sessions * maxBatch, 1, Integer.MAX_VALUE),
                section.bytes("maxInFlightBytes", MAX_IN_FLIGHT_BYTES),
                section.duration("drainTimeout", Duration.ofSeconds(8)),
                section.properties("engine"));
        config.check(section);
        return config;
    }

    private void check(Section section) {
        if (maxInFlightRows < maxBatch) {
            section.problem(
                    "maxInFlightRows",
                    "must be at least maxBatch, is " + maxInFlightRows + " with maxBatch " + maxBatch);
        }
        if (maxInFlightBytes < 1) {
            section.problem("maxInFlightBytes", "must be positive, is 0");
        }
        if (drainTimeout.isZero()) {
            section.problem("drainTimeout", "must be positive, is 0");
        } else if (window.compareTo(drainTimeout) >= 0) {
            section.problem(
                    "window",
                    "must be shorter than drainTimeout, is " + window.toMillis() + " ms of " + drainTimeout.toMillis()
                            + " ms");
        }
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.get(i) <= (i == 0 ? 0 : buckets.get(i - 1))) {
                section.problem("buckets", "must be positive and grow, are " + buckets);
                return;
            }
        }
    }

    /** The bounds of the micro-batcher. */
    public BatchLimits batchLimits() {
        return new BatchLimits(maxBatch, window.toNanos(), eager, sessions, maxInFlightRows, maxInFlightBytes);
    }

    /**
     * How a backend shall load the model of this signature.
     *
     * @throws PenstockException FATAL, if {@code buckets} are missing for a model with dynamic row dimensions, or given
     *     for one without
     */
    public EngineOptions engineOptions(Signature signature) {
        return new EngineOptions(maxBatch, bucketsOf(signature), precision.toString(), device, engine);
    }

    private List<Bucket> bucketsOf(Signature signature) {
        boolean dynamic =
                signature.inputs().stream().anyMatch(input -> input.rowShape().isDynamic());
        if (dynamic == buckets.isEmpty()) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    dynamic
                            ? "the model has dynamic row dimensions, set infer.buckets to the lengths to serve: model="
                                    + model + ", inputs=" + signature.inputs()
                            : "the model has no dynamic row dimensions, remove infer.buckets: model=" + model
                                    + ", buckets=" + buckets);
        }
        if (!dynamic) {
            return List.of(Bucket.fixed(signature));
        }
        return buckets.stream()
                .map(length -> new Bucket(
                        length.toString(),
                        signature.inputs().stream()
                                .map(input -> padded(input, length))
                                .toList()))
                .toList();
    }

    private static Shape padded(TensorSpec input, int length) {
        return Shape.of(Arrays.stream(input.rowShape().toArray())
                .map(dimension -> dimension == Shape.DYNAMIC ? length : dimension)
                .toArray());
    }
}
