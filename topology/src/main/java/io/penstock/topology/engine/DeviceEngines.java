package io.penstock.topology.engine;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.lifetime.Acquired;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A model's engines, one for each device. Owns them. Thread-safe. */
final class DeviceEngines implements AutoCloseable {
    private final List<Engine> engines;

    private DeviceEngines(List<Engine> engines) {
        this.engines = List.copyOf(engines);
    }

    /**
     * Loads the model on every device at the same time. If it does not load on one, the engines of the others are closed.
     *
     * @param options the options of each device
     * @throws PenstockException FATAL, if the backend has no devices to choose among, or the model does not load
     */
    static DeviceEngines load(Backends.Choice backend, ModelArtifact model, List<EngineOptions> options) {
        requireDevices(backend, options);
        List<CompletableFuture<Engine>> loads =
                options.stream().map(device -> load(backend, model, device)).toList();
        List<Engine> loaded = new ArrayList<>();
        Throwable first = null;
        for (CompletableFuture<Engine> load : loads) {
            try {
                loaded.add(load.join());
            } catch (CompletionException e) {
                first = first(first, e);
            }
        }
        DeviceEngines engines = new DeviceEngines(loaded);
        if (first != null) {
            engines.closeAfter(first);
            throw unchecked(first);
        }
        return engines;
    }

    private static void requireDevices(Backends.Choice backend, List<EngineOptions> options) {
        List<Integer> devices = options.stream().map(EngineOptions::device).toList();
        if (!backend.provider().hasDevices() && !devices.equals(List.of(0))) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "infer.devices: this backend has no devices to choose among: devices=" + devices + ", backend="
                            + backend.provider().name() + " (" + backend.reason()
                            + "); leave infer.devices out, or let infer.backend name one that computes on GPUs");
        }
    }

    private static CompletableFuture<Engine> load(Backends.Choice backend, ModelArtifact model, EngineOptions options) {
        return CompletableFuture.supplyAsync(
                () -> backend.provider().load(model, options),
                load -> new Thread(load, "penstock-load-" + options.device()).start());
    }

    private static Throwable first(@Nullable Throwable first, CompletionException failed) {
        Throwable failure = failed.getCause() == null ? failed : failed.getCause();
        if (first == null) {
            return failure;
        }
        first.addSuppressed(failure);
        return first;
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    List<Engine> engines() {
        return engines;
    }

    List<EngineInfo> infos() {
        return engines.stream().map(Engine::info).toList();
    }

    void closeAfter(Throwable failure) {
        owned().closeAfter(failure);
    }

    /** Closes every engine, attempting all; the first failure is thrown with the others suppressed. */
    @Override
    public void close() {
        owned().close();
    }

    private Acquired owned() {
        Acquired owned = new Acquired();
        engines.forEach(engine -> owned.add(engine::close));
        return owned;
    }
}
