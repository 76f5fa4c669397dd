package io.penstock.local;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics and waits until clients see them: Kafka Streams fails on a source topic that is not there yet. */
record TopicCreation(Map<String, Integer> partitions, Map<String, String> configs) {
    private static final long TIMEOUT_SECONDS = 30;
    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    TopicCreation {
        partitions = Map.copyOf(partitions);
        configs = Map.copyOf(configs);
    }

    void runOn(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            var topics = partitions.entrySet().stream()
                    .map(topic -> new NewTopic(topic.getKey(), Optional.of(topic.getValue()), Optional.empty())
                            .configs(configs))
                    .toList();
            Set<String> created = new HashSet<>();
            for (var topic : admin.createTopics(topics).values().entrySet()) {
                if (awaitUnless(TopicExistsException.class, topic.getValue())) {
                    created.add(topic.getKey());
                }
            }
            awaitVisible(admin, partitions.keySet());
            awaitLed(admin, created);
        } catch (ExecutionException | TimeoutException e) {
            throw new LocalClusterException("cannot create the topics " + partitions, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalClusterException("interrupted while creating the topics " + partitions, e);
        }
    }

    private static void awaitVisible(Admin admin, Collection<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        long start = System.nanoTime();
        while (!awaitUnless(
                UnknownTopicOrPartitionException.class,
                admin.describeTopics(topics).allTopicNames())) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS)) {
                throw new TimeoutException("created, but unseen after " + TIMEOUT_SECONDS + " s");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /**
     * A partition shows its leader before that leader takes records; a first batch refused then makes an idempotent
     * producer send the later ones out of sequence.
     */
    private void awaitLed(Admin admin, Set<String> created)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> each = new HashMap<>();
        for (String topic : created) {
            IntStream.range(0, Objects.requireNonNull(partitions.get(topic), topic))
                    .forEach(partition -> each.put(new TopicPartition(topic, partition), OffsetSpec.latest()));
        }
        admin.listOffsets(each).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static boolean awaitUnless(Class<? extends Exception> expected, KafkaFuture<?> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (expected.isInstance(e.getCause())) {
                return false;
            }
            throw e;
        }
    }
}
