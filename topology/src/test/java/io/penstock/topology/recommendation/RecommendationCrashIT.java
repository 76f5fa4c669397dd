package io.penstock.topology.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.local.LocalCluster;
import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.demo.recommendation.Shop;
import io.penstock.topology.demo.recommendation.ShopClient;
import io.penstock.topology.demo.recommendation.Visits;
import io.penstock.topology.pipeline.Pipeline;
import io.penstock.topology.pipeline.SharedCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A recommender that is killed without warning, again and again, beside one that nobody interrupts. */
@ExtendWith(SharedCluster.class)
final class RecommendationCrashIT {
    private static final int KILLS = 3;
    private static final int EVENTS_BETWEEN_KILLS = 300;
    private static final int EVENTS = EVENTS_BETWEEN_KILLS * (KILLS + 1);

    @Test
    void keepsTheStateAndTheRecommendationsOfAnUninterruptedRunWhenItIsKilled(
            LocalCluster cluster, @TempDir Path folder) throws Exception {
        PipelineConfig killed = Shops.created(cluster, "shop-killed");
        PipelineConfig calm = Shops.created(cluster, "shop-calm");
        Shop shop = Shop.of(RecommendationPipeline.model(killed));
        List<Event> events = events(shop);
        try (ShopClient killedClient = new ShopClient(killed);
                ShopClient calmClient = new ShopClient(calm)) {
            killedClient.stock(shop);
            calmClient.stock(shop);

            List<Recommendation> ofKilled = runKilled(cluster, folder, killedClient, events);
            List<Recommendation> ofCalm = runCalm(calm, calmClient, events);

            assertThat(ofKilled)
                    .extracting(Recommendation::getEvent)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            events.stream().map(Event::getId).toList());
            assertThat(counts(ofKilled)).isEqualTo(counts(ofCalm)).isEqualTo(counted(events));
            for (String store : List.of(State.HISTORIES, State.ITEMS, State.PROFILES)) {
                assertThat(changelog(cluster, "shop-killed", store))
                        .as(store)
                        .isNotEmpty()
                        .isEqualTo(changelog(cluster, "shop-calm", store));
            }
        }
    }

    private static List<Event> events(Shop shop) {
        Visits visits = new Visits(shop, 3);
        List<Event> events = new ArrayList<>();
        while (events.size() < EVENTS) {
            events.add(visits.next());
        }
        return events;
    }

    private static List<Recommendation> runKilled(
            LocalCluster cluster, Path folder, ShopClient client, List<Event> events) throws Exception {
        Map<String, String> variables = Shops.variables(cluster, "shop-killed");
        List<Recommendation> read = new ArrayList<>();
        for (int run = 0; run <= KILLS; run++) {
            Path home = Files.createDirectories(folder.resolve("run-" + run));
            try (RecommenderProcess recommender = RecommenderProcess.start(variables, home)) {
                recommender.awaitRunning();
                int before = read.size();
                send(client, events.subList(run * EVENTS_BETWEEN_KILLS, (run + 1) * EVENTS_BETWEEN_KILLS));
                if (run < KILLS) {
                    while (read.size() < before + EVENTS_BETWEEN_KILLS / 3) {
                        read.addAll(client.poll(Duration.ofMillis(10)));
                    }
                    recommender.kill(); // while it computes the others
                } else {
                    read.addAll(Shops.read(client, EVENTS - read.size()));
                }
            }
        }
        return read;
    }

    private static void send(ShopClient client, List<Event> events) {
        for (Event event : events) {
            client.send(event);
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        client.flush();
    }

    private static List<Recommendation> runCalm(PipelineConfig config, ShopClient client, List<Event> events) {
        try (Pipeline pipeline = RecommendationPipeline.start(config, new RecommendationSettings(40, 10))) {
            pipeline.awaitReady(Shops.PATIENCE);
            send(client, events);
            return Shops.read(client, EVENTS);
        }
    }

    /** How many events each recommendation counted. */
    private static Map<String, Long> counts(List<Recommendation> recommendations) {
        return recommendations.stream().collect(Collectors.toMap(Recommendation::getEvent, each -> each.getCounters()
                .getEvents()));
    }

    private static Map<String, Long> counted(List<Event> events) {
        Map<String, Long> ofUsers = new HashMap<>();
        return events.stream()
                .collect(Collectors.toMap(Event::getId, event -> ofUsers.merge(event.getUser(), 1L, Long::sum)));
    }

    /** The last committed value of each key of a store, by partition and key. */
    private static Map<String, String> changelog(LocalCluster cluster, String application, String store) {
        String topic = application + "-" + store + "-changelog";
        Map<String, String> last = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.broker().bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .sorted(Comparator.comparing(TopicPartition::partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> last.put(
                                record.partition() + " " + new String(record.key(), StandardCharsets.UTF_8),
                                new String(record.value(), StandardCharsets.ISO_8859_1)));
            }
        }
        return last;
    }
}
