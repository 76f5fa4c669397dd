package io.penstock.engine.testkit;

import io.penstock.engine.Bucket;
import io.penstock.engine.Engine;

class FakeEngineContractTest extends EngineContractTest {
    @Override
    public Engine load(ContractModel model, int maxRows) {
        return FakeEngine.builder()
                .model(model.name())
                .signature(model.signature())
                .buckets(model.buckets().toArray(Bucket[]::new))
                .maxRows(maxRows)
                .build();
    }

    @Override
    public long liveNativeResources() {
        return 0;
    }
}
