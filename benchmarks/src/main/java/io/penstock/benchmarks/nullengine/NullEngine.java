package io.penstock.benchmarks.nullengine;

import io.penstock.engine.Bucket;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineDescription;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Session;
import io.penstock.engine.lifetime.EngineLifetime;

/** An engine without weights. Thread-safe. */
final class NullEngine implements Engine {
    private static final String NO_HASH = "0".repeat(64);

    private final EngineDescription description;
    private final Device device;
    private final EngineLifetime lifetime;

    NullEngine(ModelArtifact model, EngineOptions options) {
        EngineInfo info = new EngineInfo(
                NullEngineProvider.NAME,
                "1",
                "none",
                model.name(),
                model.version(),
                options.precision(),
                NO_HASH,
                true);
        description = new EngineDescription(info, model.signature(), options.buckets(), options.maxRows());
        device = Device.of(options.properties());
        lifetime = new EngineLifetime(description, device::close);
    }

    @Override
    public EngineDescription description() {
        return description;
    }

    @Override
    public Session openSession(Bucket bucket) {
        return lifetime.openSession(bucket, () -> new NullSession(description, bucket, device, lifetime::closeSession));
    }

    @Override
    public void close() {
        lifetime.close();
    }
}
