package io.penstock.topology.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.local.LocalCluster;
import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.EventType;
import io.penstock.schema.recommendation.Item;
import io.penstock.schema.recommendation.Reason;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.schema.recommendation.RecommendedItem;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.demo.recommendation.Comparison;
import io.penstock.topology.demo.recommendation.Judge;
import io.penstock.topology.demo.recommendation.Shop;
import io.penstock.topology.demo.recommendation.ShopClient;
import io.penstock.topology.demo.recommendation.Visits;
import io.penstock.topology.pipeline.Pipeline;
import io.penstock.topology.pipeline.SharedCluster;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events of the simulated shop through the pipeline, with the real model, broker and registry. */
@ExtendWith(SharedCluster.class)
final class RecommendationIT {
    @Test
    void recommendsBetterThanPopularityByTheStatedMargin(LocalCluster cluster) {
        PipelineConfig config = Shops.created(cluster, "shop-quality");
        Shop shop = Shop.of(RecommendationPipeline.model(config));
        Judge judge = new Judge(shop, Set.of());
        try (ShopClient client = new ShopClient(config)) {
            client.stock(shop);
            try (Pipeline pipeline = start(config)) {
                Visits visits = new Visits(shop, 1);
                int events = 3_000;
                for (int sent = 0; sent < events; sent++) {
                    Event event = visits.next();
                    judge.onEvent(event, sent >= events / 2);
                    client.send(event);
                }
                client.flush();
                List<Recommendation> recommendations = Shops.read(client, events);

                recommendations.forEach(judge::onRecommendation);

                assertThat(recommendations)
                        .extracting(Recommendation::getEvent)
                        .hasSize(events)
                        .doesNotHaveDuplicates();
                assertThat(recommendations).allSatisfy(RecommendationIT::isWellFormed);
                Comparison comparison = judge.comparison();
                assertThat(comparison.judged()).isEqualTo(events / 2);
                assertThat(comparison.isBetter()).as("%s", comparison).isTrue();
                assertThat(comparison.pipeline().ndcg()).as("%s", comparison).isBetween(0.6, 1.0);
                assertThat(comparison.optimum().ndcg()).isEqualTo(1.0);
                assertThat(pipeline.failure()).isEmpty();
            }
        }
    }

    private static void isWellFormed(Recommendation recommendation) {
        assertThat(recommendation.getItems()).hasSize(10).allSatisfy(item -> {
            assertThat(item.getScore()).isBetween(0f, 1f);
            assertThat(item.getReasons()).isNotEmpty().doesNotContain(Reason.UNKNOWN);
        });
        assertThat(recommendation.getItems())
                .isSortedAccordingTo((a, b) -> Float.compare(b.getScore(), a.getScore()))
                .extracting(RecommendedItem::getItem)
                .doesNotHaveDuplicates();
        assertThat(recommendation.getCandidates()).isBetween(10, 100);
        assertThat(recommendation.getModel()).isEqualTo("recommender");
    }

    @Test
    void countsARepeatedEventOnce(LocalCluster cluster) {
        PipelineConfig config = Shops.created(cluster, "shop-repeated");
        Shop shop = Shop.of(RecommendationPipeline.model(config));
        try (ShopClient client = new ShopClient(config)) {
            client.stock(shop);
            try (Pipeline pipeline = start(config)) {
                client.send(event("a", "user-001", "books-01", EventType.VIEW));
                client.send(event("a", "user-001", "books-01", EventType.VIEW));
                client.send(event("b", "user-001", "books-02", EventType.PURCHASE));
                client.flush();

                List<Recommendation> read = Shops.read(client, 2);

                assertThat(read).extracting(Recommendation::getEvent).containsExactly("a", "b");
                assertThat(read.get(1).getCounters().getEvents()).isEqualTo(2);
                assertThat(read.get(1).getCounters().getViews()).isEqualTo(1);
                assertThat(read.get(1).getCounters().getPurchases()).isEqualTo(1);
                assertThat(pipeline.failure()).isEmpty();
            }
        }
    }

    @Test
    void answersARepeatedEventAgainButCountsItOnceUnderAtLeastOnce(LocalCluster cluster) {
        Map<String, String> variables = new HashMap<>(Shops.variables(cluster, "shop-at-least"));
        Shops.created(cluster, "shop-at-least");
        variables.put("PENSTOCK_GUARANTEE", "at_least_once");
        PipelineConfig config = RecommendationPipeline.config(variables);
        try (ShopClient client = new ShopClient(config)) {
            client.addItem(new Item("item", "an item", "things"));
            client.flush();
            try (Pipeline pipeline = start(config)) {
                client.send(event("a", "user", "item", EventType.VIEW));
                client.send(event("a", "user", "item", EventType.VIEW));
                client.flush();

                List<Recommendation> read = Shops.read(client, 2);

                assertThat(read).extracting(Recommendation::getEvent).containsExactly("a", "a");
                assertThat(read)
                        .extracting(each -> each.getCounters().getEvents())
                        .containsExactly(1L, 1L);
                assertThat(pipeline.failure()).isEmpty();
            }
        }
    }

    @Test
    void recommendsToUsersAndOfItemsThatNobodyKnowsAndNotWhatIsRemovedOrBought(LocalCluster cluster) {
        PipelineConfig config = Shops.created(cluster, "shop-cold");
        try (ShopClient client = new ShopClient(config)) {
            client.addItem(new Item("known-to-none", "new", "novelties"));
            client.addItem(new Item("bought", "new", "novelties"));
            client.addItem(new Item("removed", "new", "novelties"));
            client.removeItem("removed");
            client.flush();
            try (Pipeline pipeline = start(config)) {
                client.send(event("a", "nobody", "removed", EventType.VIEW));
                client.send(event("b", "nobody", "bought", EventType.PURCHASE));
                client.flush();

                List<Recommendation> read = Shops.read(client, 2);

                assertThat(read.get(0).getItems())
                        .extracting(RecommendedItem::getItem)
                        .containsExactlyInAnyOrder("known-to-none", "bought");
                assertThat(read.get(1).getItems())
                        .extracting(RecommendedItem::getItem)
                        .containsExactly("known-to-none");
                assertThat(pipeline.failure()).isEmpty();
            }
        }
    }

    @Test
    void forgetsAUserWhoseProfileIsRemoved(LocalCluster cluster) {
        PipelineConfig config = Shops.created(cluster, "shop-forgetful");
        try (ShopClient client = new ShopClient(config)) {
            client.addItem(new Item("item", "an item", "things"));
            client.flush();
            try (Pipeline pipeline = start(config)) {
                client.send(event("a", "leaver", "item", EventType.VIEW));
                client.flush();
                List<Recommendation> before = Shops.read(client, 1);
                client.forget("leaver");
                client.flush();
                client.send(event("b", "leaver", "item", EventType.VIEW));
                client.flush();

                List<Recommendation> after = Shops.read(client, 1);

                assertThat(before).hasSize(1);
                assertThat(after).hasSize(1);
                assertThat(after.get(0).getCounters().getEvents()).isEqualTo(1);
                assertThat(pipeline.failure()).isEmpty();
            }
        }
    }

    private static Event event(String id, String user, String item, EventType type) {
        return new Event(id, user, item, type, Instant.EPOCH);
    }

    private static Pipeline start(PipelineConfig config) {
        Pipeline pipeline = RecommendationPipeline.start(config, RecommendationSettings.DEFAULTS);
        pipeline.awaitReady(Shops.PATIENCE);
        return pipeline;
    }
}
