package io.penstock.workshop.plan;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A folder that is read by GET and written by PUT, for those who know the token. */
final class PlanServer implements AutoCloseable {
    private final HttpServer server;

    private PlanServer(HttpServer server) {
        this.server = server;
    }

    static PlanServer start(Path root, String token) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                boolean known =
                        ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
                answer(exchange, root, known, body);
            }
        });
        server.start();
        return new PlanServer(server);
    }

    private static void answer(HttpExchange exchange, Path root, boolean known, byte[] body) throws IOException {
        Path file = root.resolve(exchange.getRequestURI().getPath().substring(1));
        if (!known) {
            exchange.sendResponseHeaders(401, -1);
        } else if (exchange.getRequestMethod().equals("PUT")) {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, body);
            exchange.sendResponseHeaders(201, -1);
        } else if (Files.isRegularFile(file)) {
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
