package io.penstock.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends and reads the records of a topic through real clients. */
record Records(LocalBroker broker, String topic) {
    private static final int MAX_BYTES = 16 << 20;

    void send(String... values) throws Exception {
        var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
            }
        }
    }

    void sendBytes(int size) throws Exception {
        var settings =
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers(), "max.request.size", MAX_BYTES);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, new byte[size])).get(30, TimeUnit.SECONDS);
        }
    }

    List<String> read(int count) {
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(readerSettings(), new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long start = System.nanoTime();
            while (values.size() < count && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30)) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    int readBytes() {
        try (var consumer =
                new KafkaConsumer<>(readerSettings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            return consumer.poll(Duration.ofSeconds(30)).iterator().next().value().length;
        }
    }

    private Map<String, Object> readerSettings() {
        return Map.of(
                "bootstrap.servers", broker.bootstrapServers(), "group.id", "readers", "auto.offset.reset", "earliest");
    }
}
