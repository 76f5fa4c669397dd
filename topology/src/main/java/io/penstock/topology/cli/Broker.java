package io.penstock.topology.cli;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A broker asked for its topics, with an answer or a clear message within seconds. Belongs to one thread. */
final class Broker implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 15;
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final String TIMEOUT_MILLIS = Integer.toString(TIMEOUT_SECONDS * 1_000);

    private final Admin admin;
    private final String bootstrapServers;

    Broker(Addresses addresses) {
        bootstrapServers = addresses.bootstrapServers();
        Map<String, Object> properties = addresses.admin();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        try {
            admin = Admin.create(properties);
        } catch (KafkaException e) {
            String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "cannot make a client: bootstrap.servers=" + bootstrapServers + ": " + cause,
                    e);
        }
    }

    /** @throws PenstockException if the topic does not exist, or the broker does not answer */
    void requireTopic(String topic) {
        if (topic(topic).isEmpty()) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "topic does not exist: topic=" + topic + ", bootstrap.servers=" + bootstrapServers
                            + "; create the topics of a pipeline with: penstock topics --create -f pipeline.yaml");
        }
    }

    Optional<TopicDescription> topic(String topic) {
        try {
            return Optional.of(await(Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).topicNameValues().get(topic))));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failed(e);
        }
    }

    /** The properties of a topic that exists. */
    Map<String, String> properties(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Map<String, String> properties = new TreeMap<>();
            await(Objects.requireNonNull(
                            admin.describeConfigs(List.of(resource)).values().get(resource)))
                    .entries()
                    .forEach(entry -> properties.put(entry.name(), String.valueOf(entry.value())));
            return properties;
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    /** Creates topics and returns once they are seen; one that has come into being meanwhile stays as it is. */
    void create(Collection<NewTopic> topics) {
        request(topics);
        long start = System.nanoTime();
        while (topics.stream().anyMatch(topic -> topic(topic.name()).isEmpty())
                && System.nanoTime() - start
                        < Duration.ofSeconds(TIMEOUT_SECONDS).toNanos()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void request(Collection<NewTopic> topics) {
        for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
            try {
                await(created);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failed(e);
                }
            }
        }
    }

    private <T> T await(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private PenstockException failed(Exception thrown) {
        Throwable cause =
                thrown instanceof ExecutionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        String what =
                cause instanceof org.apache.kafka.common.errors.TimeoutException || cause instanceof TimeoutException
                        ? "no broker answers within " + TIMEOUT_SECONDS + " s: bootstrap.servers=" + bootstrapServers
                        : "the broker refuses: bootstrap.servers=" + bootstrapServers + ": " + cause.getMessage();
        return new PenstockException(FailureCategory.TRANSIENT, what, cause);
    }

    @Override
    public void close() {
        admin.close();
    }
}
