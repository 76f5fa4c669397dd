package io.penstock.topology.demo.recommendation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.topology.demo.Distribution;

/** The recommendation demo's figures as a JSON document, for programs that compare runs. */
public final class RecommendationJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RecommendationJson() {}

    /** The document. */
    public static String of(RecommendationSummary summary) {
        ObjectNode json = MAPPER.createObjectNode();
        addSetup(json.putObject("setup"), summary.setup());
        addDelivery(json.putObject("delivery"), summary.delivery());
        addQuality(json.putObject("quality"), summary.comparison());
        addSpeed(json.putObject("speed"), summary.speed());
        return json.toPrettyString() + "\n";
    }

    private static void addSetup(ObjectNode json, RecommendationSummary.Setup setup) {
        json.put("engine", setup.engine())
                .put("guarantee", setup.guarantee())
                .put("commitIntervalMillis", setup.commitInterval().toMillis())
                .put("candidates", setup.candidates())
                .put("maxBatch", setup.maxBatch())
                .put("threads", setup.threads())
                .put("machine", setup.machine());
    }

    private static void addDelivery(ObjectNode json, RecommendationSummary.Delivery delivery) {
        json.put("events", delivery.events())
                .put("recommended", delivery.recommended())
                .put("duplicates", delivery.duplicates())
                .put("miscounted", delivery.miscounted());
    }

    private static void addQuality(ObjectNode json, Comparison comparison) {
        json.put("judged", comparison.judged());
        add(json.putObject("pipeline"), comparison.pipeline());
        add(json.putObject("newUsers"), comparison.newUsers());
        add(json.putObject("popularity"), comparison.popularity());
        add(json.putObject("optimum"), comparison.optimum());
    }

    private static void add(ObjectNode json, Quality quality) {
        json.put("ndcgAt10", quality.ndcg()).put("clicksOf10", quality.clicks()).put("hitRate", quality.hitRate());
    }

    private static void addSpeed(ObjectNode json, RecommendationSummary.Speed speed) {
        json.put("recommendationsPerSecond", speed.perSecond())
                .put("rowsPerSecond", speed.rowsPerSecond())
                .put("steadyEventsPerSecond", speed.steadyPerSecond());
        add(json.putObject("latencyMillis"), speed.latency());
        add(json.putObject("computedMillis"), speed.computed());
    }

    private static void add(ObjectNode json, Distribution distribution) {
        json.put("count", distribution.count())
                .put("p50", distribution.percentileMillis(50))
                .put("p99", distribution.percentileMillis(99))
                .put("p99.9", distribution.percentileMillis(99.9));
    }
}
