package io.penstock.topology.pipeline;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * A record's own timestamp, or the wall clock for one without: brokers take records without a timestamp, and Kafka
 * Streams' own extractors would stop at them or leave them out. Thread-safe.
 */
public final class RecordTimestamps implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : System.currentTimeMillis();
    }
}
