package io.penstock.engine.testkit;

import io.penstock.engine.Availability;
import io.penstock.engine.Bucket;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.EngineProvider;
import io.penstock.engine.ModelArtifact;

/**
 * A backend whose engines are {@link FakeEngine}s with the signature, buckets and row limit asked for; the model file is
 * not read. It is not registered: tests hand it over themselves.
 *
 * @param name the backend's name
 * @param priority its rank among the available backends
 * @param availability what it says about this machine
 */
public record FakeProvider(String name, int priority, Availability availability) implements EngineProvider {
    /** An available backend named {@code fake}, of priority 0. */
    public FakeProvider() {
        this("fake", 0, new Availability.Available("in memory"));
    }

    @Override
    public boolean hasDevices() {
        return true;
    }

    @Override
    public Engine load(ModelArtifact model, EngineOptions options) {
        return FakeEngine.builder()
                .model(model.name())
                .signature(model.signature())
                .buckets(options.buckets().toArray(Bucket[]::new))
                .maxRows(options.maxRows())
                .build();
    }
}
