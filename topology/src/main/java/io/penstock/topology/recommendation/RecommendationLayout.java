package io.penstock.topology.recommendation;

import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.streams.InferLimits;
import io.penstock.inference.streams.InferStage;
import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.Item;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.schema.recommendation.UserProfile;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.config.Guarantee;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.Layout;
import io.penstock.topology.pipeline.RecordReader;
import io.penstock.topology.pipeline.RecordWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.Topology;

/**
 * Lays out {@code events → candidates → infer → ranking → recommendations}, with the profiles beside the candidates and
 * the catalogue in a global store. Owns its serdes. Belongs to one pipeline.
 */
final class RecommendationLayout implements Layout {
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(5);
    private static final long MAX_RECOMMENDATION_BYTES = 1 << 20;
    private static final Map<String, String> REGISTRY_DEFAULTS =
            Map.of("http.connect.timeout.ms", "2000", "http.read.timeout.ms", "2000", "max.retries", "0");
    private static final String EVENTS = "events";
    private static final String PROFILES = "profiles";
    private static final String CANDIDATES = "candidates";
    private static final String RANKING = "ranking";

    private final PipelineConfig config;
    private final RecommendationTopics topics;
    private final RankerModel model;
    private final RecommendationSettings settings;
    private final Serde<Event> events;
    private final Serde<Item> items;
    private final Serde<UserProfile> profiles;
    private final Serde<Recommendation> recommendations;

    RecommendationLayout(PipelineConfig config, RankerModel model, RecommendationSettings settings) {
        this.config = config;
        this.topics = RecommendationTopics.of(config);
        this.model = model;
        this.settings = settings;
        Map<String, String> properties = new HashMap<>(REGISTRY_DEFAULTS);
        properties.putAll(config.registry().serdeProperties());
        PenstockSerdes serdes = PenstockSerdes.configuredWith(properties);
        this.events = serdes.events();
        this.items = serdes.items();
        this.profiles = serdes.userProfiles();
        this.recommendations = serdes.recommendations();
    }

    @Override
    public Topology topology(MicroBatcher batcher, InferLimits limits) {
        RecordWriter<Recommendation> writer =
                new RecordWriter<>(recommendations.serializer(), topics.recommendations(), MAX_RECOMMENDATION_BYTES);
        writer.encode(new RecordHeaders(), Recommendation.newBuilder().build()); // registers its schema
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        Catalogue catalogue = new Catalogue(model);
        Topology topology = new Topology();
        topology.addGlobalStore(
                Catalogue.builder(),
                "items",
                bytes,
                bytes,
                topics.items(),
                Catalogue.STORE,
                () -> new CatalogueNode(reader(items.deserializer(), topics.items()), catalogue));
        topology.addSource(EVENTS, bytes, bytes, topics.events());
        topology.addSource(PROFILES, bytes, bytes, topics.profiles());
        topology.addProcessor(CANDIDATES, () -> candidates(catalogue), EVENTS);
        topology.addProcessor(
                "profile", () -> new ProfileNode(reader(profiles.deserializer(), topics.profiles())), PROFILES);
        State.builders().forEach(store -> topology.addStateStore(store, CANDIDATES, "profile"));
        topology.addProcessor(INFER, new InferStage<Ranking>(batcher, limits), CANDIDATES);
        topology.addProcessor(RANKING, () -> new RankNode(model, settings.topK(), writer, Clock.systemUTC()), INFER);
        ByteArraySerializer plain = new ByteArraySerializer();
        return topology.addSink("recommendations", topics.recommendations(), plain, plain, RANKING);
    }

    private CandidateNode candidates(Catalogue catalogue) {
        boolean answersRepeated = config.run().guarantee() == Guarantee.AT_LEAST_ONCE;
        return new CandidateNode(
                reader(events.deserializer(), topics.events()),
                model,
                catalogue,
                settings.candidates(),
                answersRepeated);
    }

    private <T> RecordReader<T> reader(Deserializer<T> deserializer, String topic) {
        return new RecordReader<>(deserializer, topic, config.input().maxRecordBytes(), REGISTRY_PATIENCE);
    }

    @Override
    public void close() {
        List.of(events, items, profiles, recommendations).forEach(Serde::close);
    }
}
