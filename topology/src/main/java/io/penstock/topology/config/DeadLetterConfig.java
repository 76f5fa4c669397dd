package io.penstock.topology.config;

/**
 * Where records go that cannot be answered.
 *
 * @param topic the topic
 * @param maxRecordBytes the most bytes of the original value that a dead letter keeps; the rest is cut off
 */
public record DeadLetterConfig(String topic, long maxRecordBytes) {
    private static final long MAX_RECORD_BYTES = 900 << 10;

    static DeadLetterConfig read(Section section, String pipeline) {
        String topic = section.text("topic", pipeline + ".dead-letters");
        return new DeadLetterConfig(
                TopicName.checked(section, "topic", topic), section.bytes("maxRecordBytes", MAX_RECORD_BYTES));
    }
}
