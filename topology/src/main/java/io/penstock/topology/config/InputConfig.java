package io.penstock.topology.config;

/**
 * Where records come from.
 *
 * @param topic the topic
 * @param maxRecordBytes the largest value that is decoded, in bytes; a larger one becomes a dead letter
 */
public record InputConfig(String topic, long maxRecordBytes) {
    private static final long MAX_RECORD_BYTES = 16 << 20;

    static InputConfig read(Section section) {
        return new InputConfig(TopicName.read(section), section.bytes("maxRecordBytes", MAX_RECORD_BYTES));
    }
}
