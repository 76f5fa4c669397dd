package io.penstock.topology.score.topic;

import io.penstock.schema.serde.PenstockSerdes;
import java.util.Map;

/**
 * What is needed to talk to a pipeline.
 *
 * @param producer the properties of the producer of requests
 * @param consumer the properties of the consumer of answers
 * @param serdes for requests, results and dead letters
 * @param requests the topic of requests
 * @param results the topic of results
 * @param deadLetters the topic of dead letters
 */
public record Clients(
        Map<String, Object> producer,
        Map<String, Object> consumer,
        PenstockSerdes serdes,
        String requests,
        String results,
        String deadLetters) {
    public Clients {
        producer = Map.copyOf(producer);
        consumer = Map.copyOf(consumer);
    }
}
