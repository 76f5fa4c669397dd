package io.penstock.engine.tensorrt;

import io.penstock.engine.tensorrt.gpu.CudaStream;
import java.util.List;

/**
 * The tensors of a session, in the signature's order.
 *
 * @param inputs its inputs
 * @param outputs its outputs
 */
record SessionMemory(List<Transfer> inputs, List<Transfer> outputs) {
    SessionMemory {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    void copyIn(CudaStream stream, int firstRow, int rows) {
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).toDevice(stream, firstRow, rows);
        }
    }

    void copyOut(CudaStream stream, int rows) {
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).toHost(stream, rows);
        }
    }
}
