package io.penstock.benchmarks.subject;

import io.penstock.topology.config.Guarantee;
import java.util.Map;

/**
 * What a subject has to do, the same for all of them.
 *
 * @param topics where requests come from and answers go
 * @param clients how Kafka's clients are set, in all subjects alike
 * @param inference what computes; subjects without a model send the input's tensors back
 */
public record Workload(Topics topics, Clients clients, Inference inference) {
    /**
     * Where requests come from and answers go.
     *
     * @param bootstrapServers the broker
     * @param registry the schema registry's address
     * @param input the topic of {@code InferenceRequest}s
     * @param output the topic of {@code InferenceResult}s, with as many partitions
     * @param application the consumer group, and the prefix of transactional ids
     */
    public record Topics(String bootstrapServers, String registry, String input, String output, String application) {}

    /**
     * How Kafka's clients are set.
     *
     * @param guarantee what is promised about each record
     * @param threads the threads that read, of one instance
     * @param commitMillis how often is committed
     * @param lingerMillis how long a producer waits for more
     * @param pollRecords the most records of a poll; 0 for what each client takes by itself
     * @param kafka more properties, each with the prefix {@code consumer.} or {@code producer.}
     */
    public record Clients(
            Guarantee guarantee,
            int threads,
            int commitMillis,
            int lingerMillis,
            int pollRecords,
            Map<String, String> kafka) {
        public Clients {
            kafka = Map.copyOf(kafka);
            if (threads < 1 || commitMillis < 1 || lingerMillis < 0 || pollRecords < 0) {
                throw new IllegalArgumentException("no settings of clients: threads=" + threads + ", commitMillis="
                        + commitMillis + ", lingerMillis=" + lingerMillis + ", pollRecords=" + pollRecords);
            }
        }
    }

    /**
     * What computes.
     *
     * @param models the folder of models
     * @param model the model's name there
     * @param backend Penstock's backend
     * @param maxBatch the most rows of a batch
     * @param sessions how many batches are filled and computed at once
     * @param windowMillis how long a batch waits for more rows
     * @param eager whether Penstock starts a batch earlier when a session stands idle
     * @param engineThreads the threads that share one operator of ONNX Runtime
     * @param inFlightRows Penstock's {@code infer.maxInFlightRows}; 0 for its default
     */
    public record Inference(
            String models,
            String model,
            String backend,
            int maxBatch,
            int sessions,
            double windowMillis,
            boolean eager,
            int engineThreads,
            int inFlightRows) {}

    /** Whether answers are committed in transactions. */
    public boolean exactlyOnce() {
        return clients.guarantee() == Guarantee.EXACTLY_ONCE_V2;
    }
}
