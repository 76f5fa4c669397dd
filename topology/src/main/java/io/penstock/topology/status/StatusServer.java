package io.penstock.topology.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.topology.config.HttpConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Serves {@code /live} and {@code /ready} (200 or 503), {@code /status} for people and {@code /metrics} for Prometheus
 * over HTTP. Owns its socket and its thread.
 */
public final class StatusServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService thread;

    private StatusServer(HttpServer server, ExecutorService thread) {
        this.server = server;
        this.thread = thread;
    }

    /**
     * Starts serving.
     *
     * @throws PenstockException FATAL, if the port is in use
     */
    public static StatusServer start(
            HttpConfig config,
            BooleanSupplier live,
            BooleanSupplier ready,
            Supplier<String> status,
            Supplier<String> metrics) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
            ExecutorService thread = Executors.newSingleThreadExecutor(runnable -> {
                Thread made = new Thread(runnable, "penstock-status");
                made.setDaemon(true);
                return made;
            });
            server.setExecutor(thread);
            server.createContext("/live", exchange -> answer(exchange, live.getAsBoolean()));
            server.createContext("/ready", exchange -> answer(exchange, ready.getAsBoolean()));
            server.createContext("/status", exchange -> answer(exchange, OK, status.get()));
            server.createContext("/metrics", exchange -> answer(exchange, OK, metrics.get()));
            server.start();
            return new StatusServer(server, thread);
        } catch (IOException e) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "http: cannot listen: host=" + config.host() + ", port=" + config.port() + ": " + e.getMessage()
                            + "; set http.port to a free port, or to 0 for none",
                    e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, boolean good) throws IOException {
        answer(exchange, good ? OK : UNAVAILABLE, good ? "ok\n" : "unavailable\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
