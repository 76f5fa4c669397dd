package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalBrokerIT {
    private static LocalBroker broker;

    @BeforeAll
    static void start() {
        broker = LocalBroker.start();
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @Test
    void takesAndGivesRecords() throws Exception {
        broker.createTopics(Map.of("round-trip", 1));
        var records = new Records(broker, "round-trip");
        records.send("one", "two");
        assertThat(records.read(2)).containsExactly("one", "two");
    }

    @Test
    void takesARecordOfFifteenMebibytes() throws Exception {
        broker.createTopics(Map.of("large", 1));
        var records = new Records(broker, "large");
        records.sendBytes(15 << 20);
        assertThat(records.readBytes()).isEqualTo(15 << 20);
    }

    @Test
    void keepsItsAddressAndRecordsOverARestart() throws Exception {
        String address = broker.bootstrapServers();
        broker.createTopics(Map.of("restarted", 1));
        var records = new Records(broker, "restarted");
        records.send("before");
        broker.stop();
        broker.restart();
        records.send("after");
        assertThat(records.read(2)).containsExactly("before", "after");
        assertThat(broker.bootstrapServers()).isEqualTo(address);
    }

    @Test
    void createsTopicsWithTheirSettingsOnceOnly() throws Exception {
        broker.createTopics(Map.of("compacted", 3), Map.of("cleanup.policy", "compact"));
        broker.createTopics(Map.of("compacted", 3));
        assertThat(setting("compacted", "cleanup.policy")).isEqualTo("compact");
    }

    private static String setting(String topic, String name) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var configs = admin.describeConfigs(List.of(resource)).values().values();
            return configs.iterator().next().get(30, TimeUnit.SECONDS).get(name).value();
        }
    }

    @Test
    void saysWhichTopicsItCannotCreate() {
        assertThatThrownBy(() -> broker.createTopics(Map.of("not a name", 1)))
                .isExactlyInstanceOf(LocalClusterException.class)
                .hasMessage("cannot create the topics {not a name=1}");
    }

    @Test
    void rejectsAPortInUse() throws Exception {
        try (var listener = new ServerSocket(0, 1, LoopbackPort.address())) {
            int port = listener.getLocalPort();
            assertThatThrownBy(() ->
                            LocalBroker.start(LocalBroker.Options.defaults().withPort(port)))
                    .isExactlyInstanceOf(LocalClusterException.class)
                    .hasMessage("port " + port + " on 127.0.0.1 is in use: "
                            + "stop what listens there or choose another with --broker-port");
        }
    }

    @Test
    void findsTheRecordsOfAnEarlierBrokerInAGivenDirectory(@TempDir Path data) throws Exception {
        var options = LocalBroker.Options.defaults().withDataDirectory(data);
        try (var earlier = LocalBroker.start(options)) {
            earlier.createTopics(Map.of("kept", 1));
            new Records(earlier, "kept").send("kept");
        }
        try (var later = LocalBroker.start(options)) {
            assertThat(new Records(later, "kept").read(1)).containsExactly("kept");
        }
    }

    @Test
    void closesTwiceAndDoesNotComeBack() {
        var closed = LocalBroker.start();
        closed.close();
        closed.close();
        assertThatThrownBy(closed::restart)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("the broker on " + closed.bootstrapServers() + " is closed");
    }
}
