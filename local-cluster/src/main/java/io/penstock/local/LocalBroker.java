package io.penstock.local;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in this JVM: Kafka's own server in KRaft mode, broker and controller in one node, plaintext on
 * 127.0.0.1 only. Topics are not created by themselves; records may have up to 16 MiB.
 *
 * <p>It can be taken away and brought back with {@link #stop} and {@link #restart}, on the same port and with the same
 * data. Thread-safe. The starter owns it and closes it.
 */
public final class LocalBroker implements AutoCloseable {
    private static final String PORT_OPTION = "--broker-port";
    private final LoopbackPort clients;
    private final LoopbackPort controller = LoopbackPort.free();
    private final Map<String, String> overrides;
    private final DataDirectory data;
    private @Nullable RaftServer server;
    private boolean closed;

    /**
     * How a broker is started.
     *
     * @param port the port of 127.0.0.1 to listen on, 0 for any free one
     * @param dataDirectory where the logs are, kept on close; {@code null} for a temporary one, deleted on close
     * @param settings broker properties that replace the defaults
     */
    public record Options(int port, @Nullable Path dataDirectory, Map<String, String> settings) {
        public Options {
            settings = Map.copyOf(settings);
        }

        /** Any free port, a temporary data directory, the default settings. */
        public static Options defaults() {
            return new Options(0, null, Map.of());
        }

        public Options withPort(int other) {
            return new Options(other, dataDirectory, settings);
        }

        public Options withDataDirectory(Path other) {
            return new Options(port, other, settings);
        }

        public Options withSettings(Map<String, String> other) {
            return new Options(port, dataDirectory, other);
        }
    }

    private LocalBroker(Options options) {
        clients = LoopbackPort.of(options.port(), PORT_OPTION);
        overrides = options.settings();
        data = DataDirectory.of(options.dataDirectory(), "penstock-broker-");
    }

    /** Starts a broker with {@link Options#defaults}. */
    public static LocalBroker start() {
        return start(Options.defaults());
    }

    /**
     * Starts a broker and returns once it takes requests.
     *
     * @throws LocalClusterException if the port is in use or the broker cannot start
     */
    public static LocalBroker start(Options options) {
        var broker = new LocalBroker(options);
        try {
            broker.restart();
            return broker;
        } catch (Throwable e) {
            broker.close();
            throw e;
        }
    }

    /** The address for clients, {@code 127.0.0.1:PORT}; the same for the whole life of this object. */
    public String bootstrapServers() {
        return clients.authority();
    }

    /** Creates topics as {@link #createTopics(Map, Map)} does, with the broker's defaults. */
    public void createTopics(Map<String, Integer> partitions) {
        createTopics(partitions, Map.of());
    }

    /**
     * Creates the topics that do not exist yet and returns once clients see them.
     *
     * @param partitions the number of partitions of each topic
     * @param configs topic properties, the same for all of them
     * @throws LocalClusterException if the broker refuses or does not answer
     */
    public void createTopics(Map<String, Integer> partitions, Map<String, String> configs) {
        new TopicCreation(partitions, configs).runOn(bootstrapServers());
    }

    /**
     * Takes the broker away: connections end, the data stay. Does nothing while it is stopped.
     *
     * @throws LocalClusterException if it is not down within half a minute
     */
    public synchronized void stop() {
        var running = server;
        server = null;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Brings a stopped broker back, on the same port and with the same data; stops it first where it runs.
     *
     * @throws LocalClusterException if something else took the port meanwhile
     * @throws IllegalStateException after {@link #close}
     */
    public synchronized void restart() {
        if (closed) {
            throw new IllegalStateException("the broker on " + bootstrapServers() + " is closed");
        }
        stop();
        clients.requireFree(PORT_OPTION);
        server = RaftServer.start(BrokerSettings.of(clients, controller, data.path(), overrides), data.path());
    }

    /** Stops the broker and deletes its temporary data. Closing again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        try (data) {
            stop();
        }
    }
}
