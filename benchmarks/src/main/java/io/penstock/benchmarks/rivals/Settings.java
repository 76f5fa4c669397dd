package io.penstock.benchmarks.rivals;

import io.penstock.topology.config.Guarantee;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, and how.
 *
 * @param matrix the cells
 * @param subjects what is compared, by name
 * @param rounds how often each subject has its turn in a cell
 * @param seconds how long a round lasts at the most, its start left out
 * @param warmUpSeconds how long it answers before its rounds
 * @param backlog what is in the input topic
 * @param tuning how subjects are set
 * @param latency whether latency is measured too
 * @param memory whether memory is measured too
 * @param models the folder of the models of this repository
 * @param generated the folder that {@code benchmarks/models/encoder.py} has written into
 * @param data where the broker keeps its data; a temporary folder if empty
 */
record Settings(
        Matrix matrix,
        List<String> subjects,
        int rounds,
        double seconds,
        double warmUpSeconds,
        Backlog backlog,
        Tuning tuning,
        Optional<LatencySettings> latency,
        boolean memory,
        Path models,
        Path generated,
        Optional<Path> data) {
    Settings {
        subjects = List.copyOf(subjects);
        require("--rounds", rounds);
        require("--subjects", subjects.size());
        matrix.inFlightRows().forEach(rows -> requireABatch(rows, tuning.maxBatch()));
        if (!(seconds > 0) || !(warmUpSeconds > 0)) {
            throw new IllegalArgumentException(
                    "a round and a warm-up want time: --seconds=" + seconds + ", --warm-up=" + warmUpSeconds);
        }
    }

    private static void requireABatch(int inFlightRows, int maxBatch) {
        if (inFlightRows < maxBatch) {
            throw new IllegalArgumentException(
                    "--in-flight must be at least --max-batch, is " + inFlightRows + " with --max-batch " + maxBatch);
        }
    }

    /** The folder that a load's model is in. */
    Path models(Load load) {
        return load == Load.TRANSFORMER ? generated : models;
    }

    /**
     * What the cells are made of: each with each.
     *
     * @param inFlightRows Penstock's limits of rows in flight; its default alone if empty
     */
    record Matrix(
            List<Load> loads,
            List<Integer> bytes,
            List<Integer> threads,
            List<Guarantee> guarantees,
            List<Integer> instances,
            List<Integer> inFlightRows) {
        Matrix {
            loads = List.copyOf(loads);
            bytes = List.copyOf(bytes);
            threads = List.copyOf(threads);
            guarantees = List.copyOf(guarantees);
            instances = List.copyOf(instances);
            inFlightRows = List.copyOf(inFlightRows);
            bytes.forEach(each -> require("--sizes", each));
            threads.forEach(each -> require("--threads", each));
            instances.forEach(each -> require("--instances", each));
        }

        /** All cells of one size of one load: they share an input topic. Sizes are those of the null engine alone. */
        List<Cell> cells(Load load, int size) {
            List<Cell> cells = new ArrayList<>();
            for (int each : instances) {
                for (int count : threads) {
                    for (Guarantee guarantee : guarantees) {
                        limits().forEach(rows -> cells.add(new Cell(load, size, count, guarantee, each, rows)));
                    }
                }
            }
            return cells;
        }

        private List<Integer> limits() {
            return inFlightRows.isEmpty() ? List.of(0) : inFlightRows;
        }

        int size() {
            int sized = loads.contains(Load.NULL) ? loads.size() - 1 + bytes.size() : loads.size();
            return sized * threads.size() * guarantees.size() * instances.size() * limits().size();
        }
    }

    /**
     * What is in the input topic.
     *
     * @param bytes the most bytes
     * @param records the most records; null for as many as the load has by itself
     * @param pool how many of them differ
     * @param partitions the partitions of input and output
     */
    record Backlog(long bytes, @Nullable Integer records, int pool, int partitions) {
        Backlog {
            require("--backlog", bytes);
            if (records != null) {
                require("--records", records);
            }
            require("--pool", pool);
            require("--partitions", partitions);
        }

        /** How many records of this size it has. */
        int records(Load load, int size) {
            int wanted = records == null ? load.usualRecords() : records;
            return (int) Math.max(100, Math.min(wanted, bytes / size));
        }
    }

    /**
     * How subjects are set.
     *
     * @param maxBatch the most rows of a batch
     * @param sessions how many batches are filled and computed at once
     * @param windowMillis how long a batch waits for more rows
     * @param eager whether Penstock starts a batch earlier when a session stands idle
     * @param engineThreads the threads of one run of ONNX Runtime
     * @param commitMillis how often is committed under at_least_once
     * @param transactionMillis how often is committed under exactly_once_v2
     * @param lingerMillis how long producers wait for more
     * @param pollRecords the most records of a poll; 0 for what each client takes by itself
     * @param kafka more properties of the subjects' clients, each with the prefix {@code consumer.} or {@code producer.}
     * @param options the options of the subjects' JVMs
     */
    record Tuning(
            int maxBatch,
            int sessions,
            double windowMillis,
            boolean eager,
            int engineThreads,
            int commitMillis,
            int transactionMillis,
            int lingerMillis,
            int pollRecords,
            Map<String, String> kafka,
            List<String> options) {
        Tuning {
            kafka = Collections.unmodifiableMap(new TreeMap<>(kafka)); // in one order in all reports
            kafka.keySet().forEach(Settings::requireAClient);
            options = List.copyOf(options);
            require("--max-batch", maxBatch);
            require("--sessions", sessions);
            require("--engine-threads", engineThreads);
        }

        int commitMillis(Guarantee guarantee) {
            return guarantee == Guarantee.EXACTLY_ONCE_V2 ? transactionMillis : commitMillis;
        }
    }

    /**
     * How latency is measured.
     *
     * @param rounds how often, the subjects in turn
     * @param seconds how long requests are sent
     * @param share the rate, of the subject's own saturation
     * @param rate the rate in requests a second, in place of the share
     * @param lingerMillis how long the sender of requests waits for more
     */
    record LatencySettings(int rounds, double seconds, double share, Optional<Double> rate, int lingerMillis) {
        LatencySettings {
            require("--latency-rounds", rounds);
            if (!(seconds > 0) || !(share > 0)) {
                throw new IllegalArgumentException(
                        "latency wants time and load: --latency-seconds=" + seconds + ", --share=" + share);
            }
            if (lingerMillis < 0) {
                throw new IllegalArgumentException("--request-linger must be at least 0, is " + lingerMillis);
            }
        }
    }

    private static void requireAClient(String property) {
        if (!isOf(StreamsConfig.CONSUMER_PREFIX, ConsumerConfig.configNames(), property)
                && !isOf(StreamsConfig.PRODUCER_PREFIX, ProducerConfig.configNames(), property)) {
            throw new IllegalArgumentException("--kafka wants a property of Kafka's consumer. or producer., such as"
                    + " producer.batch.size, is " + property);
        }
    }

    private static boolean isOf(String client, Set<String> names, String property) {
        return property.startsWith(client) && names.contains(property.substring(client.length()));
    }

    private static void require(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " must be at least 1, is " + value);
        }
    }
}
