package io.penstock.engine.tensorrt;

import io.penstock.engine.Shape;
import io.penstock.engine.lifetime.Acquired;
import io.penstock.engine.tensorrt.gpu.CudaEvent;
import io.penstock.engine.tensorrt.gpu.CudaStream;
import io.penstock.engine.tensorrt.gpu.Gpu;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session computes with: its stream, its memory on both sides, its contexts and its graphs; all of it owned. One
 * batch at a time: whoever calls {@link #start} has seen the one before end. A batch allocates nothing.
 */
final class Computation implements AutoCloseable {
    private final Gpu gpu;
    private final CudaStream stream;
    private final CudaEvent end;
    private final SessionMemory memory;
    private final Lanes lanes;
    private final List<CapturedGraph> graphs;
    private final Acquired owned;

    Computation(
            Gpu gpu,
            CudaStream stream,
            CudaEvent end,
            SessionMemory memory,
            Lanes lanes,
            List<CapturedGraph> graphs,
            Acquired owned) {
        this.gpu = gpu;
        this.stream = stream;
        this.end = end;
        this.memory = memory;
        this.lanes = lanes;
        this.graphs = List.copyOf(graphs);
        this.owned = owned;
    }

    /**
     * Starts a batch, from any thread, and returns at once. A batch at the start of the buffers is launched as the next
     * larger graph, where there is one; any other is enqueued as it is.
     *
     * @return the rows it computes
     */
    int start(int firstRow, int rows) {
        gpu.select();
        CapturedGraph graph = firstRow == 0 ? graphFor(rows) : null;
        if (graph != null) {
            graph.graph().launch(stream);
        } else {
            lanes.compute(stream, memory, firstRow, rows);
        }
        end.record(stream);
        return graph != null ? graph.rows() : lanes.padded(rows);
    }

    private @Nullable CapturedGraph graphFor(int rows) {
        for (int i = 0; i < graphs.size(); i++) {
            CapturedGraph graph = graphs.get(i);
            if (graph.rows() >= rows) {
                return graph;
            }
        }
        return null;
    }

    /** Sleeps until the batch has ended. */
    void await() {
        gpu.select();
        end.await();
    }

    /** Waits until a batch that could not be started whole has left the buffers alone. */
    void settle() {
        gpu.select();
        stream.synchronize();
    }

    ByteBuffer input(int index) {
        return memory.inputs().get(index).visible();
    }

    ByteBuffer output(int index, int rows) {
        Transfer output = memory.outputs().get(index);
        return output.visible().position(0).limit((int) (rows * output.rowBytes()));
    }

    Shape outputRowShape(int index) {
        return memory.outputs().get(index).rowShape();
    }

    @Override
    public void close() {
        gpu.selectToFree();
        owned.close();
    }
}
