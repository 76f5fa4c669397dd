package io.penstock.inference.streams;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where a request came from: what the tests' stages carry through the infer stage. */
record Origin(TopicPartition partition, long offset, long sequence) {
    static Origin of(RecordMetadata metadata, long sequence) {
        return new Origin(new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset(), sequence);
    }
}
