package io.penstock.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PenstockClientBuilderTest {
    private static PenstockClientBuilder complete() {
        return PenstockClient.builder()
                .bootstrapServers("127.0.0.1:1")
                .registry("http://127.0.0.1:1")
                .topics("in", "out", "dead");
    }

    private static void assertRefused(PenstockClientBuilder builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void wantsAddressesAndTopics() {
        assertRefused(
                PenstockClient.builder(),
                "the topic of requests is missing: call topics(requests, results, deadLetters)");
        assertRefused(
                PenstockClient.builder().topics("in", "out", "dead"),
                "the broker's address is missing: call bootstrapServers(...)");
        assertRefused(
                PenstockClient.builder().topics("in", "out", "dead").bootstrapServers("127.0.0.1:1"),
                "the registry's address is missing: call registry(...)");
    }

    @Test
    void wantsRoomAndTime() {
        assertRefused(complete().maxInFlight(0), "maxInFlight must be at least 1, is 0");
        assertRefused(complete().timeout(Duration.ZERO), "timeout must be at least 1 ms, is PT0S");
    }
}
