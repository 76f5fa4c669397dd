package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class LoopbackPortTest {

    @Test
    void namesThePortInUseAndTheOptionThatChoosesAnother() throws IOException {
        try (var listener = new ServerSocket(0, 1, LoopbackPort.address())) {
            assertThatThrownBy(() -> LoopbackPort.of(listener.getLocalPort(), "--some-port"))
                    .isExactlyInstanceOf(LocalClusterException.class)
                    .hasMessage("port " + listener.getLocalPort()
                            + " on 127.0.0.1 is in use: stop what listens there or choose another with --some-port");
        }
    }

    @Test
    void seesAListenerOnAllAddresses() throws IOException {
        try (var listener = new ServerSocket(0)) {
            assertThat(new LoopbackPort(listener.getLocalPort()).isFree()).isFalse();
        }
    }

    @Test
    void takesFreePortsFromBelowTheRangeOfOutgoingConnections() {
        assertThat(LoopbackPort.of(0, "--some-port").number()).isBetween(20_000, 29_999);
    }

    @Test
    void keepsTheWantedPort() {
        assertThat(new LoopbackPort(9092).authority()).isEqualTo("127.0.0.1:9092");
    }

    @Test
    void rejectsANumberThatIsNoPort() {
        assertThatThrownBy(() -> LoopbackPort.of(65_536, "--some-port"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("port must be 1..65535, is 65536");
    }
}
