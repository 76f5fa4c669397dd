package io.penstock.topology.config;

import java.util.Optional;

/**
 * Where records come from.
 *
 * @param topic the topic
 * @param batchTopic where requests of batch priority wait, apart from those that somebody waits for; without it there is no
 *     such priority
 * @param maxRecordBytes the largest value that is decoded, in bytes; a larger one becomes a dead letter
 */
public record InputConfig(String topic, Optional<String> batchTopic, long maxRecordBytes) {
    private static final long MAX_RECORD_BYTES = 16 << 20;

    static InputConfig read(Section section) {
        return new InputConfig(
                TopicName.read(section),
                TopicName.readOptional(section, "batchTopic"),
                section.bytes("maxRecordBytes", MAX_RECORD_BYTES));
    }
}
