package io.penstock.topology.cli;

import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.PrefixedProperties;
import io.penstock.topology.config.SocketBuffers;
import io.penstock.topology.demo.DigitsPipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Where a client finds the broker, the registry and the topics.
 *
 * @param config the pipeline, whose stages were not looked at
 * @param kafka the properties of Kafka clients, some with the prefix of one kind of client
 * @param serdes the properties of Confluent's serdes
 */
record Addresses(PipelineConfig config, Map<String, String> kafka, Map<String, String> serdes) {
    Addresses {
        kafka = Map.copyOf(kafka);
        serdes = Map.copyOf(serdes);
    }

    /** A pipeline's file as its clients read it: they need not have its model. */
    static PipelineConfig read(Path file) {
        return checked(PipelineConfig.load(file));
    }

    /** The pipeline that Penstock brings along, at the addresses of {@code penstock dev}. */
    static PipelineConfig digits() {
        return checked(DigitsPipeline.config(Map.of()));
    }

    static PipelineConfig checked(PipelineConfig config) {
        config.preprocess().ifPresent(stage -> stage.section().ignoreAll());
        config.postprocess().ifPresent(stage -> stage.section().ignoreAll());
        config.problems().throwIfAny();
        return config;
    }

    String bootstrapServers() {
        return String.valueOf(kafka.get("bootstrap.servers"));
    }

    Map<String, Object> producer() {
        return client(ProducerConfig.configNames(), "producer.");
    }

    Map<String, Object> consumer() {
        return client(ConsumerConfig.configNames(), "consumer.", "main.consumer.");
    }

    Map<String, Object> admin() {
        return client(AdminClientConfig.configNames(), "admin.");
    }

    private Map<String, Object> client(Set<String> known, String... prefixes) {
        Map<String, Object> properties = SocketBuffers.with(kafka);
        properties.keySet().retainAll(known);
        properties.putAll(PrefixedProperties.of(kafka, List.of(prefixes)));
        return properties;
    }
}
