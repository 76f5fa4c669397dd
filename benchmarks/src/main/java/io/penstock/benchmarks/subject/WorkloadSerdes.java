package io.penstock.benchmarks.subject;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.schema.serde.TrustedRecords;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** The Avro serdes that every subject reads and writes with. */
public final class WorkloadSerdes {
    private WorkloadSerdes() {}

    /** A new serde of requests; the caller closes it. */
    public static Serde<InferenceRequest> requests(Workload workload) {
        return serdes(workload).requests();
    }

    /** A new serde of answers; the caller closes it. */
    public static Serde<InferenceResult> results(Workload workload) {
        return serdes(workload).results();
    }

    /** A new serde of any of the records, of Confluent's serializer and deserializer as their documentation has them. */
    @SuppressWarnings("unchecked") // of any record
    static <T> Serde<T> confluent(Workload workload) {
        TrustedRecords.allow();
        Map<String, Object> properties =
                Map.of("schema.registry.url", workload.topics().registry(), "specific.avro.reader", true);
        Serializer<Object> serializer = new KafkaAvroSerializer();
        Deserializer<Object> deserializer = new KafkaAvroDeserializer();
        serializer.configure(properties, false);
        deserializer.configure(properties, false);
        return (Serde<T>) Serdes.serdeFrom(serializer, deserializer);
    }

    private static PenstockSerdes serdes(Workload workload) {
        return PenstockSerdes.configuredWith(
                Map.of("schema.registry.url", workload.topics().registry()));
    }
}
