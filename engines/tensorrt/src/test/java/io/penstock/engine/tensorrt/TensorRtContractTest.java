package io.penstock.engine.tensorrt;

import io.penstock.engine.Engine;
import io.penstock.engine.tensorrt.gpu.LiveHandles;
import io.penstock.engine.testkit.ContractModel;
import io.penstock.engine.testkit.EngineContractTest;
import org.junit.jupiter.api.Tag;

@Tag("gpu")
class TensorRtContractTest extends EngineContractTest {
    @Override
    public Engine load(ContractModel model, int maxRows) {
        return Loading.load(model, maxRows);
    }

    @Override
    public long liveNativeResources() {
        return LiveHandles.count();
    }
}
