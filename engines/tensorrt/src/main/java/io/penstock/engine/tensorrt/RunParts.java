package io.penstock.engine.tensorrt;

import io.penstock.engine.lifetime.Acquired;
import io.penstock.engine.tensorrt.gpu.CudaStream;

/**
 * What a run consists of, for whoever takes it apart. For one thread at a time.
 *
 * @param stream the stream
 * @param lanes the contexts, bound to the memory
 * @param memory the tensors on both sides
 * @param owned frees all of it
 */
record RunParts(CudaStream stream, Lanes lanes, SessionMemory memory, Acquired owned) implements AutoCloseable {
    void copyIn(int rows) {
        memory.copyIn(stream, 0, rows);
    }

    /** The kernels only, with the rows set before. */
    void enqueue(Lane lane) {
        lane.context().enqueue(stream);
    }

    void copyOut(int rows) {
        memory.copyOut(stream, rows);
    }

    /** The context for a batch, its rows set. */
    Lane lane(int rows) {
        Lane lane = lanes.forRows(rows);
        lane.context().setRows(lane.served().padded(rows));
        return lane;
    }

    @Override
    public void close() {
        owned.close();
    }
}
