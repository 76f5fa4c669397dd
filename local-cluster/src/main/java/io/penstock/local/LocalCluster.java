package io.penstock.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A broker and a registry that belong together, started side by side. Thread-safe. The starter owns the cluster and
 * closes it; the cluster owns both servers.
 */
public final class LocalCluster implements AutoCloseable {
    private final LocalBroker broker;
    private final LocalRegistry registry;

    private LocalCluster(LocalBroker broker, LocalRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /** Starts a cluster with the defaults of both. */
    public static LocalCluster start() {
        return start(LocalBroker.Options.defaults(), LocalRegistry.Options.defaults());
    }

    /**
     * Starts both and returns once both answer.
     *
     * @throws LocalClusterException if one of them cannot start; the other is closed then
     */
    public static LocalCluster start(LocalBroker.Options brokerOptions, LocalRegistry.Options registryOptions) {
        var starting = CompletableFuture.supplyAsync(() -> LocalRegistry.start(registryOptions));
        LocalBroker broker;
        try {
            broker = LocalBroker.start(brokerOptions);
        } catch (Throwable e) {
            closeOnceStarted(starting, e);
            throw e;
        }
        try {
            return new LocalCluster(broker, starting.join());
        } catch (CompletionException e) {
            try (broker) {
                throw e.getCause() instanceof LocalClusterException known
                        ? known
                        : new LocalClusterException("the registry cannot start", e.getCause());
            }
        }
    }

    private static void closeOnceStarted(CompletableFuture<LocalRegistry> starting, Throwable failure) {
        try {
            starting.join().close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    public LocalBroker broker() {
        return broker;
    }

    public LocalRegistry registry() {
        return registry;
    }

    /** Closes the registry, then the broker. Closing again does nothing. */
    @Override
    public void close() {
        try (broker;
                registry) {
            // in reverse order, and both whatever happens
        }
    }
}
