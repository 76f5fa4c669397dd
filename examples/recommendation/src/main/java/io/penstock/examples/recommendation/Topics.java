package io.penstock.examples.recommendation;

import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.recommendation.RecommendationTopics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the recommender's topics; those that exist stay as they are. */
public final class Topics {
    private static final String PARTITIONS = "4";
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");
    private static final Map<String, String> ROOMY = Map.of("max.message.bytes", "16777216");

    private Topics() {}

    /**
     * Creates them.
     *
     * @param arguments the file, and how many partitions the events have, 4 if it is left out
     */
    public static void main(String[] arguments) throws Exception {
        PipelineConfig config = PipelineConfig.load(Path.of(arguments[0]));
        int partitions = Integer.parseInt(arguments.length > 1 ? arguments[1] : PARTITIONS);
        RecommendationTopics topics = RecommendationTopics.of(config);
        try (Admin admin = Admin.create(new HashMap<String, Object>(config.kafka()))) {
            create(admin, topics.events(), partitions, Map.of());
            create(admin, topics.recommendations(), partitions, Map.of());
            create(admin, topics.profiles(), partitions, COMPACTED);
            create(admin, topics.items(), 1, COMPACTED);
            create(admin, config.deadLetters().topic(), 1, ROOMY);
        }
    }

    private static void create(Admin admin, String name, int partitions, Map<String, String> properties)
            throws Exception {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(properties);
        try {
            admin.createTopics(List.of(topic)).all().get();
            System.out.println("created " + name);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            System.out.println("exists  " + name);
        }
    }
}
