package io.penstock.engine.testkit;

import io.penstock.engine.Availability;
import io.penstock.engine.Bucket;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.EngineProvider;
import io.penstock.engine.ModelArtifact;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * A backend with as many devices as asked for, whose engines the test can reach by their device. The
 * engines are as those of {@link FakeProvider}; their device is named as in {@code fake:1}. The caller of
 * {@link #load} owns the engine. Thread-safe.
 */
public final class FakeDevices implements EngineProvider {
    private final String name;
    private final BiFunction<Integer, FakeEngine.Builder, FakeEngine.Builder> customisation;
    private final Map<Integer, FakeEngine> engines = new ConcurrentHashMap<>();

    private FakeDevices(String name, BiFunction<Integer, FakeEngine.Builder, FakeEngine.Builder> customisation) {
        this.name = name;
        this.customisation = customisation;
    }

    /** A backend named {@code fake} whose engines end each run at once. */
    public static FakeDevices create() {
        return customised((device, engine) -> engine);
    }

    /** A backend named {@code fake} whose engines are built as told: see {@link #named}. */
    public static FakeDevices customised(BiFunction<Integer, FakeEngine.Builder, FakeEngine.Builder> customisation) {
        return named("fake", customisation);
    }

    /**
     * A backend whose engines are built as told.
     *
     * @param name the backend's name
     * @param customisation what to do with the engine of a device; called by {@link #load}, which throws what it throws
     */
    public static FakeDevices named(
            String name, BiFunction<Integer, FakeEngine.Builder, FakeEngine.Builder> customisation) {
        return new FakeDevices(name, customisation);
    }

    /** The engine that was loaded last on a device, closed or not. */
    public Optional<FakeEngine> engine(int device) {
        return Optional.ofNullable(engines.get(device));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public boolean hasDevices() {
        return true;
    }

    @Override
    public Availability availability() {
        return new Availability.Available("in memory");
    }

    @Override
    public Engine load(ModelArtifact model, EngineOptions options) {
        FakeEngine.Builder builder = FakeEngine.builder()
                .model(model.name())
                .device("fake:" + options.device())
                .signature(model.signature())
                .buckets(options.buckets().toArray(Bucket[]::new))
                .maxRows(options.maxRows());
        FakeEngine engine = customisation.apply(options.device(), builder).build();
        engines.put(options.device(), engine);
        return engine;
    }
}
