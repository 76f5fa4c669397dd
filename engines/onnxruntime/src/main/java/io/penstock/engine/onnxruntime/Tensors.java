package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors over the same rows of several buffers, by name.
 *
 * @param byName the tensors, owned
 */
record Tensors(Map<String, OnnxTensor> byName) implements AutoCloseable {
    static Tensors over(List<HostTensor> hosts, OrtEnvironment environment, int firstRow, int rows) {
        Tensors tensors = new Tensors(new LinkedHashMap<>());
        boolean complete = false;
        try {
            for (HostTensor host : hosts) {
                tensors.byName.put(host.spec().name(), host.tensor(environment, firstRow, rows));
            }
            complete = true;
            return tensors;
        } finally {
            if (!complete) {
                tensors.close();
            }
        }
    }

    @Override
    public void close() {
        for (OnnxTensor tensor : byName.values()) {
            LiveHandles.closed();
            tensor.close();
        }
    }
}
