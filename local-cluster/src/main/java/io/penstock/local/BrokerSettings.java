package io.penstock.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The server properties of a broker for one machine: one replica of everything, few threads, short minimum timeouts. */
final class BrokerSettings {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";
    private static final String CLIENTS = "CLIENTS";

    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", "2097152"));

    private static final Map<String, String> PROMPT = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.min.session.timeout.ms", "500",
            "group.consumer.min.session.timeout.ms", "500",
            "group.consumer.min.heartbeat.interval.ms", "100",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "300");

    /** Room for a photograph in one record: 16 MiB. */
    private static final Map<String, String> ROOMY =
            Map.of("message.max.bytes", "16777216", "replica.fetch.max.bytes", "16777216");

    /**
     * The system's own buffers, which grow with what comes. Kafka's defaults of 100 KiB hold one of loopback's segments of 64
     * KiB: Linux drops what goes beyond, and the sender repeats it 200 ms later.
     */
    private static final Map<String, String> UNBOUND_SOCKETS =
            Map.of("socket.send.buffer.bytes", "-1", "socket.receive.buffer.bytes", "-1");

    private BrokerSettings() {}

    static Map<String, String> of(
            LoopbackPort clients, LoopbackPort controller, Path data, Map<String, String> overrides) {
        var settings = new HashMap<>(SMALL);
        settings.putAll(PROMPT);
        settings.putAll(ROOMY);
        settings.putAll(UNBOUND_SOCKETS);
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@" + controller.authority());
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put("listeners", listener(CLIENTS, clients) + "," + listener(CONTROLLER, controller));
        settings.put("advertised.listeners", listener(CLIENTS, clients));
        settings.put("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("log.dirs", data.toString());
        settings.putAll(overrides);
        return settings;
    }

    private static String listener(String name, LoopbackPort port) {
        return name + "://" + port.authority();
    }
}
