package io.penstock.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The two requests of Confluent's registry API that starting a registry needs. */
final class CompatibilityApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String url;

    CompatibilityApi(String url) {
        this.url = url;
    }

    boolean answers() throws InterruptedException {
        try {
            return send(request("/subjects").GET()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    void setCompatibility(String level) throws InterruptedException {
        var body = BodyPublishers.ofString("{\"compatibility\":\"" + level + "\"}");
        try {
            var response = send(request("/config").PUT(body));
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode() + ": " + response.body());
            }
        } catch (IOException e) {
            throw new LocalClusterException("cannot set the compatibility of " + url + " to " + level, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
