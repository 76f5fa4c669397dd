package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalRegistryIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static LocalRegistry registry;

    @BeforeAll
    static void start() {
        registry = LocalRegistry.start();
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    @Test
    void demandsBackwardTransitiveSchemas() throws Exception {
        assertThat(get("/config")).isEqualTo("{\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
    }

    @Test
    void keepsSchemasAndIdsOverARestart() throws Exception {
        String url = registry.url();
        String id = register("kept", "string");
        registry.stop();
        registry.restart();
        assertThat(register("kept", "string")).isEqualTo(id);
        assertThat(register("other", "long")).isNotEqualTo(id);
        assertThat(registry.url()).isEqualTo(url);
    }

    private static String register(String subject, String type) throws Exception {
        var body = BodyPublishers.ofString("{\"schema\":\"\\\"" + type + "\\\"\"}");
        return send(request("/subjects/" + subject + "/versions").POST(body));
    }

    private static String get(String path) throws Exception {
        return send(request(path).GET());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(registry.url() + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json");
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    @Test
    void rejectsAPortInUse() throws Exception {
        try (var listener = new ServerSocket(0, 1, LoopbackPort.address())) {
            int port = listener.getLocalPort();
            assertThatThrownBy(() ->
                            LocalRegistry.start(LocalRegistry.Options.defaults().withPort(port)))
                    .isExactlyInstanceOf(LocalClusterException.class)
                    .hasMessage("port " + port + " on 127.0.0.1 is in use: "
                            + "stop what listens there or choose another with --registry-port");
        }
    }

    @Test
    void saysHowToGetAMissingRegistry(@TempDir Path nowhere) {
        assertThatThrownBy(() ->
                        LocalRegistry.start(LocalRegistry.Options.defaults().withHome(nowhere)))
                .isExactlyInstanceOf(LocalClusterException.class)
                .hasMessage("no registry in " + nowhere
                        + ": fetch it with ./mvnw -pl local-cluster process-resources"
                        + " or name its folder with -Dpenstock.registry.home");
    }
}
