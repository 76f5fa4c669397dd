package io.penstock.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.penstock.schema.serde.DecodingFailure.RegistryRefused;
import io.penstock.schema.serde.DecodingFailure.RegistryUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that a healthy registry does not give, as Confluent's client reports them. */
class UnwillingRegistryTest {
    private final HttpServer server;

    UnwillingRegistryTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504", "429", "408"})
    void isUnavailableForNow(int status) {
        assertThat(failure(status)).isInstanceOf(RegistryUnavailable.class);
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "404", "405"})
    void refusesForGood(int status) {
        assertThat(failure(status)).isInstanceOf(RegistryRefused.class);
    }

    private DecodingFailure failure(int status) {
        answerWith(status, "<html>no</html>");
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        var properties = Map.of("schema.registry.url", url, "max.retries", 0);
        try (var serde = PenstockSerdes.configuredWith(properties).requests()) {
            return DecodingFailure.of(
                    catchThrowable(() -> serde.deserializer().deserialize("topic", new byte[] {0, 0, 0, 0, 1, 0})));
        }
    }

    private void answerWith(int status, String body) {
        server.createContext("/", exchange -> {
            try (exchange) {
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
