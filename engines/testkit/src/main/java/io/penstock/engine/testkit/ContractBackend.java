package io.penstock.engine.testkit;

import io.penstock.engine.DataType;
import io.penstock.engine.Engine;

/** The backend under contract. */
interface ContractBackend {
    /** Loads a model; the contract closes it. */
    Engine load(ContractModel model, int maxRows) throws Exception;

    /** The native resources (engines, contexts, tensors) alive in this JVM; 0 for a backend without any. */
    long liveNativeResources();

    /** Whether the backend serves tensors of this type. */
    default boolean supports(DataType dtype) {
        return true;
    }
}
