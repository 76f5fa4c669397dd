package io.penstock.topology.config;

/**
 * Where results go.
 *
 * @param topic the topic
 */
public record OutputConfig(String topic) {
    static OutputConfig read(Section section) {
        return new OutputConfig(TopicName.read(section));
    }
}
