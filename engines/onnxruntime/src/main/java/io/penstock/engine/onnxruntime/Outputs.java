package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.penstock.engine.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The output side of a session. For one thread at a time. */
final class Outputs implements AutoCloseable {
    private final List<Output> outputs;
    private final Set<String> copiedNames;
    private final TensorCache<Integer> cache;

    Outputs(List<Output> outputs, OrtEnvironment environment) {
        this.outputs = outputs;
        copiedNames = outputs.stream()
                .filter(Output.Copied.class::isInstance)
                .map(output -> output.spec().name())
                .collect(Collectors.toUnmodifiableSet());
        List<HostTensor> pinned = outputs.stream()
                .filter(Output.Pinned.class::isInstance)
                .map(Output::host)
                .toList();
        cache = new TensorCache<>(rows -> Tensors.over(pinned, environment, 0, rows));
    }

    /** The outputs that ONNX Runtime allocates. */
    Set<String> copiedNames() {
        return copiedNames;
    }

    /** The outputs that a run writes in place, valid until the next call. */
    Tensors bind(int computedRows) {
        return cache.get(computedRows);
    }

    /** Takes those outputs of a run that ONNX Runtime allocated. */
    void collect(OrtSession.Result result, int computedRows) {
        for (Output output : outputs) {
            if (output instanceof Output.Copied copied) {
                OnnxTensor tensor =
                        (OnnxTensor) result.get(copied.spec().name()).orElseThrow();
                copied.copyFrom(tensor, computedRows);
            }
        }
    }

    ByteBuffer buffer(int index, int rows) {
        return outputs.get(index).rows(rows);
    }

    Shape rowShape(int index) {
        return outputs.get(index).host().row();
    }

    @Override
    public void close() {
        cache.close();
    }
}
