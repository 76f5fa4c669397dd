package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The inputs of a model that takes one number of rows only. A run of that many reads them where they lie; one of fewer
 * reads a copy filled up with its last row, which the model accepts if it accepts the run at all.
 */
final class PaddedInputs implements Inputs {
    private final List<HostTensor> hosts;
    private final List<HostTensor> padded;
    private final DirectInputs direct;
    private final DirectInputs copies;
    private final int batch;

    PaddedInputs(List<HostTensor> hosts, int batch, OrtEnvironment environment) {
        this.hosts = hosts;
        this.batch = batch;
        padded = hosts.stream()
                .map(host -> HostTensor.allocate(host.spec(), host.row(), batch))
                .toList();
        direct = new DirectInputs(hosts, environment);
        copies = new DirectInputs(padded, environment);
    }

    @Override
    public ByteBuffer buffer(int index) {
        return hosts.get(index).buffer();
    }

    @Override
    public int computedRows(int rows) {
        return batch;
    }

    @Override
    public Tensors bind(int firstRow, int rows) {
        if (rows == batch) {
            return direct.bind(firstRow, rows);
        }
        for (int input = 0; input < hosts.size(); input++) {
            copy(hosts.get(input), padded.get(input).buffer(), firstRow, rows);
        }
        return copies.bind(0, batch);
    }

    private void copy(HostTensor from, ByteBuffer to, int firstRow, int rows) {
        int rowBytes = from.rowBytes();
        to.put(0, from.buffer(), firstRow * rowBytes, rows * rowBytes);
        for (int row = rows; row < batch; row++) {
            to.put(row * rowBytes, from.buffer(), (firstRow + rows - 1) * rowBytes, rowBytes);
        }
    }

    @Override
    public void close() {
        copies.close();
        direct.close();
    }
}
