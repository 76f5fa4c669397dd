package io.penstock.topology.recommendation;

import io.penstock.local.LocalCluster;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.demo.recommendation.ShopClient;
import io.penstock.topology.demo.recommendation.ShopTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Recommendation pipelines of tests: their variables, topics, and what they recommend. */
final class Shops {
    static final int PARTITIONS = 2;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Shops() {}

    static Map<String, String> variables(LocalCluster cluster, String name) {
        return Map.of(
                "PENSTOCK_NAME", name,
                "PENSTOCK_BOOTSTRAP_SERVERS", cluster.broker().bootstrapServers(),
                "PENSTOCK_REGISTRY", cluster.registry().url());
    }

    /** The configuration of a pipeline whose topics have been created. */
    static PipelineConfig created(LocalCluster cluster, String name) {
        PipelineConfig config = RecommendationPipeline.config(variables(cluster, name));
        RecommendationTopics topics = RecommendationTopics.of(config);
        cluster.broker().createTopics(Map.of(topics.events(), PARTITIONS, topics.recommendations(), PARTITIONS));
        cluster.broker().createTopics(Map.of(config.deadLetters().topic(), 1));
        ShopTopics.createCompacted(cluster.broker(), config, PARTITIONS);
        return config;
    }

    /** The recommendations up to so many, or until patience runs out, and what comes right behind them. */
    static List<Recommendation> read(ShopClient client, int expected) {
        List<Recommendation> read = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (read.size() < expected && System.nanoTime() < end) {
            read.addAll(client.poll(Duration.ofMillis(100)));
        }
        read.addAll(client.poll(Duration.ofMillis(100)));
        return read;
    }
}
