package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {
    @Test
    void leavesTheSocketsTheirSystemsBuffersUnlessTheUserSaysOtherwise() {
        assertThat(with(Map.of()))
                .containsEntry("socket.send.buffer.bytes", "-1")
                .containsEntry("socket.receive.buffer.bytes", "-1");
        assertThat(with(Map.of("socket.receive.buffer.bytes", "1000")))
                .containsEntry("socket.receive.buffer.bytes", "1000");
    }

    private static Map<String, String> with(Map<String, String> overrides) {
        return BrokerSettings.of(new LoopbackPort(1), new LoopbackPort(2), Path.of("data"), overrides);
    }
}
