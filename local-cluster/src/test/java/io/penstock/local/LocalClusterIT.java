package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalClusterIT {

    @Test
    void startsBothServersAndClosesThemTwice() throws Exception {
        var cluster = LocalCluster.start();
        var registry = new LoopbackPort(URI.create(cluster.registry().url()).getPort());
        cluster.broker().createTopics(Map.of("together", 1));
        cluster.close();
        cluster.close();
        assertThat(registry.isFree()).isTrue();
    }

    @Test
    void closesTheRegistryWhenTheBrokerCannotStart(@TempDir Path data) throws Exception {
        try (var listener = new ServerSocket(0, 1, LoopbackPort.address())) {
            int registryPort = LoopbackPort.free().number();
            var broker = LocalBroker.Options.defaults().withPort(listener.getLocalPort());
            var registry =
                    LocalRegistry.Options.defaults().withPort(registryPort).withDataDirectory(data);
            assertThatThrownBy(() -> LocalCluster.start(broker, registry))
                    .isExactlyInstanceOf(LocalClusterException.class)
                    .hasMessage("port " + listener.getLocalPort() + " on 127.0.0.1 is in use: "
                            + "stop what listens there or choose another with --broker-port");
            assertThat(new LoopbackPort(registryPort).isFree()).isTrue();
        }
    }

    @Test
    void closesTheBrokerWhenTheRegistryCannotStart(@TempDir Path nowhere) {
        int brokerPort = LoopbackPort.free().number();
        var broker = LocalBroker.Options.defaults().withPort(brokerPort);
        var registry = LocalRegistry.Options.defaults().withHome(nowhere);
        assertThatThrownBy(() -> LocalCluster.start(broker, registry))
                .isExactlyInstanceOf(LocalClusterException.class)
                .hasMessageStartingWith("no registry in " + nowhere);
        assertThat(new LoopbackPort(brokerPort).isFree()).isTrue();
    }
}
