package io.penstock.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A real schema registry on 127.0.0.1: Apicurio Registry in a process of its own, which speaks Confluent's API and ends
 * with this JVM, however that ends. Its global compatibility is {@code BACKWARD_TRANSITIVE}.
 *
 * <p>It can be taken away and brought back with {@link #stop} and {@link #restart}, on the same port; schemas and their
 * ids are in a file and stay. Thread-safe. The starter owns it and closes it.
 */
public final class LocalRegistry implements AutoCloseable {
    /** The system property that names the folder of the unpacked registry. */
    public static final String HOME_PROPERTY = "penstock.registry.home";

    private static final String DEFAULT_HOME = "local-cluster/target/registry";
    private static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";
    private static final String PORT_OPTION = "--registry-port";
    private final RegistryHome home;
    private final LoopbackPort port;
    private final DataDirectory data;
    private final Path log;
    private final CompatibilityApi api;
    private @Nullable RegistryProcess process;
    private boolean closed;

    /**
     * How a registry is started.
     *
     * @param home the folder of the unpacked registry
     * @param port the port of 127.0.0.1 to listen on, 0 for any free one
     * @param dataDirectory where the schemas are, kept on close; {@code null} for a temporary one, deleted on close
     * @param logFile what the registry prints is appended here; {@code null} for {@code registry.log} among the data
     */
    public record Options(Path home, int port, @Nullable Path dataDirectory, @Nullable Path logFile) {

        /**
         * Any free port and a temporary data directory; the home that the system property {@value #HOME_PROPERTY} names,
         * else {@code local-cluster/target/registry} below the working directory.
         */
        public static Options defaults() {
            return new Options(Path.of(System.getProperty(HOME_PROPERTY, DEFAULT_HOME)), 0, null, null);
        }

        public Options withHome(Path other) {
            return new Options(other, port, dataDirectory, logFile);
        }

        public Options withPort(int other) {
            return new Options(home, other, dataDirectory, logFile);
        }

        public Options withDataDirectory(Path other) {
            return new Options(home, port, other, logFile);
        }

        public Options withLogFile(Path other) {
            return new Options(home, port, dataDirectory, other);
        }
    }

    private LocalRegistry(Options options) {
        home = new RegistryHome(options.home());
        port = LoopbackPort.of(options.port(), PORT_OPTION);
        data = DataDirectory.of(options.dataDirectory(), "penstock-registry-");
        Path given = options.logFile();
        log = given == null ? data.path().resolve("registry.log") : given.toAbsolutePath();
        api = new CompatibilityApi(url());
    }

    /** Starts a registry with {@link Options#defaults}. */
    public static LocalRegistry start() {
        return start(Options.defaults());
    }

    /**
     * Starts a registry and returns once it answers.
     *
     * @throws LocalClusterException if the registry is not in its home, the port is in use, or it does not answer
     */
    public static LocalRegistry start(Options options) {
        var registry = new LocalRegistry(options);
        try {
            registry.restart();
            return registry;
        } catch (Throwable e) {
            registry.close();
            throw e;
        }
    }

    /** The registry's address for Confluent's clients; the same for the whole life of this object. */
    public String url() {
        return "http://" + port.authority() + "/apis/ccompat/v7";
    }

    /** Takes the registry away; its schemas stay. Does nothing while it is stopped. */
    public synchronized void stop() {
        var running = process;
        process = null;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Brings a stopped registry back, on the same port and with the same schemas; stops it first where it runs.
     *
     * @throws LocalClusterException if something else took the port meanwhile, or it does not answer
     * @throws IllegalStateException after {@link #close}
     */
    public synchronized void restart() {
        if (closed) {
            throw new IllegalStateException("the registry on " + port.authority() + " is closed");
        }
        stop();
        port.requireFree(PORT_OPTION);
        var started = RegistryProcess.start(home, port, data.path(), log);
        process = started;
        try {
            started.awaitReady(api);
            api.setCompatibility(COMPATIBILITY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalClusterException("interrupted while the registry started", e);
        }
    }

    /** Stops the registry and deletes its temporary data. Closing again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        try (data) {
            stop();
        }
    }
}
