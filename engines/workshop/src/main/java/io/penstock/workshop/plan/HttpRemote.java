package io.penstock.workshop.plan;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A web server that answers GET and takes PUT, such as an artifact repository or a bucket's gateway. */
final class HttpRemote implements PlanRemote {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration TRANSFER = Duration.ofMinutes(30);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI base;
    private final Optional<String> token;

    /**
     * A server.
     *
     * @param base the folder of the plans
     * @param token what to show as bearer, if the server asks for it
     */
    HttpRemote(URI base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    @Override
    public byte[] read(String path) {
        return send(request(path).GET().build(), BodyHandlers.ofByteArray());
    }

    @Override
    public void download(String path, Path target) {
        send(
                request(path).GET().build(),
                info -> info.statusCode() / 100 == 2
                        ? HttpResponse.BodySubscribers.mapping(
                                HttpResponse.BodySubscribers.ofFile(target), file -> new byte[0])
                        : HttpResponse.BodySubscribers.ofByteArray());
    }

    @Override
    public void upload(Path source, String path) {
        try {
            send(request(path).PUT(HttpRequest.BodyPublishers.ofFile(source)).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw PlanFiles.failed("cannot read", source, e);
        }
    }

    @Override
    public URI location(String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + "/" + path);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(location(path)).timeout(TRANSFER);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private byte[] send(HttpRequest request, BodyHandler<byte[]> handler) {
        String what = request.method() + " " + request.uri();
        try {
            HttpResponse<byte[]> response = client.send(request, handler);
            if (response.statusCode() / 100 != 2) {
                throw new PenstockException(
                        FailureCategory.FATAL,
                        "the plan server refused: " + what + ": status=" + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new PenstockException(
                    FailureCategory.FATAL, "the plan server does not answer: " + what + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PenstockException(FailureCategory.FATAL, "interrupted: " + what, e);
        }
    }
}
