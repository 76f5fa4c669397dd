package io.penstock.topology.config;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The buffers of Kafka clients' sockets, unless {@code kafka:} says otherwise: the system's, which grow with what comes.
 *
 * <p>Kafka's own are of a fixed size, 32 to 128 KiB ({@code receive.buffer.bytes}, {@code send.buffer.bytes}). A segment of
 * the loopback device has up to 64 KiB, and a recent Linux drops what goes beyond the receiver's buffer: the sender repeats it
 * after 200 ms at the least, and until then the connection stands still.
 */
public final class SocketBuffers {
    /** Properties of any Kafka client, and of Kafka Streams for all of its clients. */
    public static final Map<String, String> SYSTEM = Map.of(
            CommonClientConfigs.SEND_BUFFER_CONFIG, Integer.toString(CommonClientConfigs.SEND_BUFFER_LOWER_BOUND),
            CommonClientConfigs.RECEIVE_BUFFER_CONFIG,
                    Integer.toString(CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND));

    private SocketBuffers() {}

    /** These properties, and the system's buffers where they say nothing of them. */
    public static Map<String, Object> with(Map<String, ?> properties) {
        Map<String, Object> all = new HashMap<>(SYSTEM);
        all.putAll(properties);
        return all;
    }
}
