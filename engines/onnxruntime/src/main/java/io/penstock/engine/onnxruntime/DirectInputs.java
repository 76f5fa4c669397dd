package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import java.nio.ByteBuffer;
import java.util.List;

/** The inputs of a model that takes any number of rows: a run reads them where they lie. */
final class DirectInputs implements Inputs {
    private record Range(int firstRow, int rows) {}

    private final List<HostTensor> hosts;
    private final TensorCache<Range> cache;

    DirectInputs(List<HostTensor> hosts, OrtEnvironment environment) {
        this.hosts = hosts;
        cache = new TensorCache<>(range -> Tensors.over(hosts, environment, range.firstRow(), range.rows()));
    }

    @Override
    public ByteBuffer buffer(int index) {
        return hosts.get(index).buffer();
    }

    @Override
    public int computedRows(int rows) {
        return rows;
    }

    @Override
    public Tensors bind(int firstRow, int rows) {
        return cache.get(new Range(firstRow, rows));
    }

    @Override
    public void close() {
        cache.close();
    }
}
