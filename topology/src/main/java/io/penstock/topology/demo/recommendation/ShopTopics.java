package io.penstock.topology.demo.recommendation;

import io.penstock.local.LocalBroker;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.recommendation.RecommendationTopics;
import java.util.Map;

/** Creates the topics of a recommendation pipeline on a local broker. */
public final class ShopTopics {
    private ShopTopics() {}

    /** Creates the topics that only this pipeline has: the compacted ones. */
    public static void createCompacted(LocalBroker broker, PipelineConfig config, int partitions) {
        RecommendationTopics topics = RecommendationTopics.of(config);
        Map<String, String> compacted = Map.of("cleanup.policy", "compact");
        broker.createTopics(Map.of(topics.items(), 1, topics.profiles(), partitions), compacted);
    }
}
