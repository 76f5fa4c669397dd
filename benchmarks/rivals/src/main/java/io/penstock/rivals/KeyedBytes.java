package io.penstock.rivals;

import io.penstock.benchmarks.subject.Workload;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record's key and value on their way through Flink, in a type that it copies and stores without reflection. */
final class KeyedBytes {
    static final TypeInformation<Tuple2<byte[], byte[]>> TYPE = TypeInformation.of(new TypeHint<>() {});

    private KeyedBytes() {}

    /** How they are read. */
    static final class Reader implements KafkaRecordDeserializationSchema<Tuple2<byte[], byte[]>> {
        private static final long serialVersionUID = 1;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Tuple2<byte[], byte[]>> out) {
            out.collect(Tuple2.of(record.key(), record.value()));
        }

        @Override
        public TypeInformation<Tuple2<byte[], byte[]>> getProducedType() {
            return TYPE;
        }
    }

    /** How they are written. */
    static final class Writer implements KafkaRecordSerializationSchema<Tuple2<byte[], byte[]>> {
        private static final long serialVersionUID = 1;

        private final String topic;

        Writer(Workload workload) {
            topic = workload.topics().output();
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                Tuple2<byte[], byte[]> answer, KafkaSinkContext context, @Nullable Long timestamp) {
            return new ProducerRecord<>(topic, null, timestamp, answer.f0, answer.f1);
        }
    }
}
