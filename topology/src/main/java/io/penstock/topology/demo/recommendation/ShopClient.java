package io.penstock.topology.demo.recommendation;

import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.Item;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.schema.recommendation.UserProfile;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.SocketBuffers;
import io.penstock.topology.recommendation.RecommendationTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The shop's side of a recommendation pipeline: writes its topics, and reads the recommendations from the start, committed
 * ones only. Sending and reading may be on a thread each.
 */
public final class ShopClient implements AutoCloseable {
    private final RecommendationTopics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Serde<Event> events;
    private final Serde<Item> items;
    private final Serde<UserProfile> profiles;
    private final Serde<Recommendation> recommendations;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public ShopClient(PipelineConfig config) {
        this(
                RecommendationTopics.of(config),
                Objects.requireNonNull(config.kafka().get("bootstrap.servers"), "kafka.bootstrap.servers"),
                config.registry().serdeProperties());
    }

    private ShopClient(RecommendationTopics topics, String servers, Map<String, ?> registry) {
        this.topics = topics;
        this.producer = new KafkaProducer<>(
                SocketBuffers.with(Map.of("bootstrap.servers", servers, "linger.ms", 1)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                SocketBuffers.with(Map.of(
                        "bootstrap.servers", servers, "isolation.level", "read_committed", "fetch.max.wait.ms", 50)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        PenstockSerdes serdes = PenstockSerdes.configuredWith(registry);
        this.events = serdes.events();
        this.items = serdes.items();
        this.profiles = serdes.userProfiles();
        this.recommendations = serdes.recommendations();
        consumer.assign(consumer.partitionsFor(topics.recommendations()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Writes the catalogue and the profiles, and waits until the broker has them. */
    public void stock(Shop shop) {
        shop.items().forEach(item -> send(topics.items(), item.getId(), items.serializer(), item));
        shop.users().forEach(user -> send(topics.profiles(), user.getId(), profiles.serializer(), user));
        flush();
    }

    /** Sends an event. */
    public void send(Event event) {
        send(topics.events(), event.getUser(), events.serializer(), event);
    }

    /** Takes an item out of the catalogue. */
    public void removeItem(String id) {
        send(topics.items(), id, items.serializer(), null);
    }

    /** Puts an item into the catalogue. */
    public void addItem(Item item) {
        send(topics.items(), item.getId(), items.serializer(), item);
    }

    /** Deletes what is kept of a user. */
    public void forget(String user) {
        send(topics.profiles(), user, profiles.serializer(), null);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback learns of a failure
    private <T> void send(String topic, String key, Serializer<T> serializer, @Nullable T value) {
        byte[] bytes = value == null ? null : serializer.serialize(topic, value);
        producer.send(
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), bytes),
                (sent, refused) -> failure.compareAndSet(null, refused));
    }

    /** Waits until the broker has all that was sent. */
    public void flush() {
        producer.flush();
        Exception lost = failure.get();
        if (lost != null) {
            throw new IllegalStateException("the broker did not take a record: " + lost.getMessage(), lost);
        }
    }

    /** The recommendations that have come since the last call, waiting so long for the first of them. */
    public List<Recommendation> poll(Duration wait) {
        List<Recommendation> read = new ArrayList<>();
        consumer.poll(wait)
                .forEach(each -> read.add(Objects.requireNonNull(
                        recommendations.deserializer().deserialize(each.topic(), each.headers(), each.value()))));
        return read;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
        List.of(events, items, profiles, recommendations).forEach(Serde::close);
    }
}
