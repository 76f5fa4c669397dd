package io.penstock.engine.testkit;

import io.penstock.engine.Bucket;
import io.penstock.engine.Engine;
import java.time.Duration;

class DelayedFakeEngineContractTest extends EngineContractTest {
    @Override
    public Engine load(ContractModel model, int maxRows) {
        return FakeEngine.builder()
                .model(model.name())
                .signature(model.signature())
                .buckets(model.buckets().toArray(Bucket[]::new))
                .maxRows(maxRows)
                .delayed(Duration.ofNanos(100_000))
                .build();
    }

    @Override
    public long liveNativeResources() {
        return 0;
    }
}
