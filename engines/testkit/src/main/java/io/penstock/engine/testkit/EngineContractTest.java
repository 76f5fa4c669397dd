package io.penstock.engine.testkit;

import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What every backend holds to. A backend's test extends it and says how a {@link ContractModel} is loaded; each test
 * also fails if it leaves native resources behind, so nothing else in the JVM may use the backend meanwhile.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class EngineContractTest implements LifetimeContract, RunContract, BatchContract, TypeContract {
    @RegisterExtension
    final LeakCheck leaks = LeakCheck.of("native resources", this::liveNativeResources);

    /** Loads a model with the most rows a run takes; the contract closes it. */
    @Override
    public abstract Engine load(ContractModel model, int maxRows) throws Exception;

    /** The native resources (engines, contexts, tensors) alive in this JVM; 0 for a backend without any. */
    @Override
    public abstract long liveNativeResources();

    /** Whether the backend serves tensors of this type; by default every one. */
    @Override
    public boolean supports(DataType dtype) {
        return true;
    }
}
