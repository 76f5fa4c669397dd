package io.penstock.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClientSettingsTest {
    @Test
    void leavesTheSocketsTheirSystemsBuffers() {
        ClientSettings settings = settings(Map.of());

        assertThat(settings.producer())
                .containsEntry("send.buffer.bytes", "-1")
                .containsEntry("receive.buffer.bytes", "-1");
        assertThat(settings.consumer())
                .containsEntry("send.buffer.bytes", "-1")
                .containsEntry("receive.buffer.bytes", "-1");
    }

    @Test
    void prefersWhatTheUserSays() {
        ClientSettings settings = settings(Map.of("receive.buffer.bytes", "1000", "linger.ms", "9"));

        assertThat(settings.consumer()).containsEntry("receive.buffer.bytes", "1000");
        // requests need no keys: a producer without them fills a batch before it turns to another partition
        assertThat(settings.producer()).containsEntry("linger.ms", "9").doesNotContainKey("batch.size");
    }

    private static ClientSettings settings(Map<String, String> more) {
        Map<String, String> kafka = new HashMap<>(more);
        kafka.put("bootstrap.servers", "127.0.0.1:1");
        return new ClientSettings(
                new ClientSettings.Topics("in", "out", "dead"),
                kafka,
                Map.of("schema.registry.url", "http://127.0.0.1:1"),
                Duration.ofSeconds(1),
                1,
                WhenFull.BLOCK,
                new Callbacks(Runnable::run),
                ClientListener.NONE);
    }
}
