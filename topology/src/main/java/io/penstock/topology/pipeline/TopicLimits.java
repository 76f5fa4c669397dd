package io.penstock.topology.pipeline;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.ProducerDefaults;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The largest records that the pipeline's topics take, read from the broker at start; with that, the topics are known to
 * exist. Immutable.
 */
final class TopicLimits {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String MAX_MESSAGE_BYTES = "max.message.bytes";

    private final Map<String, Long> maxBytes;
    private final int batchBytes;

    private TopicLimits(Map<String, Long> maxBytes, int batchBytes) {
        this.maxBytes = Map.copyOf(maxBytes);
        this.batchBytes = batchBytes;
    }

    /**
     * Asks the broker.
     *
     * @param admin a client of it
     * @param producerMaxBytes the producer's {@code max.request.size}
     * @throws PenstockException FATAL, if a topic is missing; TRANSIENT, if the broker does not answer
     */
    static TopicLimits read(Admin admin, PipelineConfig config, long producerMaxBytes) {
        List<ConfigResource> topics = Stream.concat(
                        Stream.of(
                                config.input().topic(),
                                config.output().topic(),
                                config.deadLetters().topic()),
                        config.input().batchTopic().stream())
                .map(TopicLimits::topic)
                .toList();
        Map<ConfigResource, KafkaFuture<Config>> answers =
                admin.describeConfigs(topics).values();
        Map<String, Long> maxBytes = new HashMap<>();
        for (ConfigResource topic : topics) {
            Config described = await(Objects.requireNonNull(answers.get(topic)), topic.name(), config);
            long topicMax = Long.parseLong(described.get(MAX_MESSAGE_BYTES).value());
            maxBytes.put(topic.name(), Math.min(topicMax, producerMaxBytes));
        }
        String deadLetters = config.deadLetters().topic();
        if (maxBytes.getOrDefault(deadLetters, 0L) < DeadLetters.MIN_TOPIC_BYTES) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "the dead-letter topic takes too little: topic=" + deadLetters + ", max.message.bytes="
                            + maxBytes.get(deadLetters) + ", needed=" + DeadLetters.MIN_TOPIC_BYTES);
        }
        return new TopicLimits(maxBytes, batchBytes(maxBytes, config));
    }

    /** The input's limit is one of whoever produces to it. */
    private static int batchBytes(Map<String, Long> maxBytes, PipelineConfig config) {
        Stream<String> written = Stream.concat(
                Stream.of(config.output().topic(), config.deadLetters().topic()), config.input().batchTopic().stream());
        return written.map(topic -> maxBytes.getOrDefault(topic, 0L))
                .reduce((long) ProducerDefaults.BATCH_BYTES, Math::min)
                .intValue();
    }

    private static ConfigResource topic(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private static Config await(KafkaFuture<Config> answer, String topic, PipelineConfig config) {
        String servers = config.kafka().get("bootstrap.servers");
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new PenstockException(
                        FailureCategory.FATAL,
                        "topic does not exist: topic=" + topic + ", bootstrap.servers=" + servers
                                + "; create it with: penstock topics --create -f pipeline.yaml");
            }
            throw new PenstockException(
                    FailureCategory.TRANSIENT,
                    "the broker does not describe a topic: topic=" + topic + ", bootstrap.servers=" + servers + ": "
                            + e.getCause(),
                    e.getCause());
        } catch (TimeoutException e) {
            throw new PenstockException(
                    FailureCategory.TRANSIENT,
                    "the broker does not answer: bootstrap.servers=" + servers + ", waited=" + TIMEOUT.toSeconds()
                            + " s; check kafka.bootstrap.servers",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PenstockException(FailureCategory.TRANSIENT, "interrupted while asking the broker", e);
        }
    }

    /**
     * The producers' {@code batch.size}, unless the user sets it: a topic's limit is one of batches, and a producer whose batch is
     * refused sends it once more before it tries smaller ones.
     */
    int batchBytes() {
        return batchBytes;
    }

    /** The most bytes a record may take in this topic, by its own limit and the producer's. */
    long maxBytes(String topic) {
        Long max = maxBytes.get(topic);
        if (max == null) {
            throw new IllegalArgumentException("no topic of this pipeline: topic=" + topic);
        }
        return max;
    }
}
