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
import java.util.Set;

/**
 * The infer stage.
 *
 * @param model the model's name in the repository
 * @param version its version; the newest if empty
 * @param backend the backend's name, or {@link #AUTO}
 * @param precision the precision it computes in
 * @param devices the indices of the devices, each with an engine of its own; at least one, none twice
 * @param window how long a batch waits for more rows, from the arrival of its oldest record
 * @param maxBatch the most rows of a batch
 * @param eager whether a batch leaves before its window has passed when a session stands idle
 * @param sessions the sessions of each device's engine, for each bucket
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
        List<Integer> devices,
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

    private static final List<Integer> FIRST_DEVICE = List.of(0);
    private static final int MAX_BATCH = 32;
    private static final int SESSIONS = 2;
    private static final int MAX_SESSIONS = 64;
    private static final int BATCHES_IN_FLIGHT = 8;
    private static final int LEAST_POLL_RECORDS = 64;
    private static final long MAX_IN_FLIGHT_BYTES = 256 << 20;

    static InferConfig read(Section section) {
        int maxBatch = section.integer("maxBatch", MAX_BATCH, 1, 1 << 20);
        int sessions = section.integer("sessions", SESSIONS, 1, MAX_SESSIONS);
        List<Integer> devices = devices(section);
        InferConfig config = new InferConfig(
                section.text("model"),
                section.optionalText("version"),
                section.text("backend", AUTO),
                section.choice("precision", Precision.class, Precision.FP32),
                devices,
                section.duration("window", Duration.ofMillis(5)),
                maxBatch,
                section.flag("eager", false),
                sessions,
                section.integers("buckets", List.of()),
                section.integer(
                        "maxInFlightRows", rowsInFlight(sessions * devices.size(), maxBatch), 1, Integer.MAX_VALUE),
                section.bytes("maxInFlightBytes", MAX_IN_FLIGHT_BYTES),
                section.duration("drainTimeout", Duration.ofSeconds(8)),
                section.properties("engine"));
        config.check(section);
        return config;
    }

    private static List<Integer> devices(Section section) {
        List<Integer> devices = section.integers("devices", FIRST_DEVICE);
        if (devices.isEmpty()) {
            section.problem("devices", "must name at least one device, is []; leave it out for device 0");
        } else if (devices.stream().anyMatch(device -> device < 0)) {
            section.problem("devices", "must not be negative, are " + devices);
        } else if (Set.copyOf(devices).size() < devices.size()) {
            section.problem("devices", "must name each device once, are " + devices);
        } else {
            return devices;
        }
        return FIRST_DEVICE;
    }

    private static int rowsInFlight(int sessions, int maxBatch) {
        return (int) Math.min(Integer.MAX_VALUE, (long) BATCHES_IN_FLIGHT * sessions * maxBatch);
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

    /** The bounds of the micro-batcher, over the sessions of all devices. */
    public BatchLimits batchLimits() {
        return new BatchLimits(
                maxBatch,
                window.toNanos(),
                eager,
                devices.size(),
                sessions * devices.size(),
                maxInFlightRows,
                maxInFlightBytes);
    }

    /**
     * The most records that a thread takes from one poll: two batches for each of a device's sessions, so that one waits
     * while another is computed; at least enough that polling itself costs little. A thread polls again only once all of
     * them are in the batcher, so they are few, that a slow engine delays no rebalance.
     */
    public int pollRecords() {
        return Math.max(LEAST_POLL_RECORDS, 2 * sessions * maxBatch);
    }

    /** The same, which also serves what was not compared with its model. */
    public InferConfig allowingUnverified() {
        return new InferConfig(
                model,
                version,
                backend,
                precision,
                devices,
                window,
                maxBatch,
                eager,
                sessions,
                buckets,
                maxInFlightRows,
                maxInFlightBytes,
                drainTimeout,
                Properties.with(engine, "allowUnverified", "true"));
    }

    /**
     * How a backend shall load the model of this signature, on each device.
     *
     * @throws PenstockException FATAL, as {@link #bucketsOf}
     */
    public List<EngineOptions> engineOptions(Signature signature) {
        List<Bucket> served = bucketsOf(signature);
        return devices.stream()
                .map(device -> new EngineOptions(maxBatch, served, sessions, precision.toString(), device, engine))
                .toList();
    }

    /**
     * The row shapes to serve of a model of this signature.
     *
     * @throws PenstockException FATAL, if {@code buckets} are missing for a model with dynamic row dimensions, or given
     *     for one without
     */
    public List<Bucket> bucketsOf(Signature signature) {
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
