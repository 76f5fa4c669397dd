package io.penstock.topology.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.config.HttpConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class StatusServerTest {
    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> get(StatusServer server, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void servesHealthStatusAndMetrics() throws Exception {
        HttpConfig anyPort = new HttpConfig("127.0.0.1", 0);
        try (StatusServer server = StatusServer.start(
                anyPort, () -> true, () -> false, () -> "backend: fake, NOT VERIFIED\n", () -> "penstock_x 1\n")) {
            assertThat(get(server, "/live").statusCode()).isEqualTo(200);
            assertThat(get(server, "/ready").statusCode()).isEqualTo(503);
            assertThat(get(server, "/status").body()).isEqualTo("backend: fake, NOT VERIFIED\n");
            assertThat(get(server, "/metrics").body()).isEqualTo("penstock_x 1\n");
        }
    }
}
