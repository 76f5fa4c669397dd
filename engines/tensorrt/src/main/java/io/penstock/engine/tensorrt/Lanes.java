package io.penstock.engine.tensorrt;

import io.penstock.engine.tensorrt.gpu.CudaStream;
import java.util.List;

/**
 * The contexts of a session, one for each profile of its bucket. They share the session's memory and stream, so only one
 * computes at a time.
 *
 * @param lanes the preferred first
 */
record Lanes(List<Lane> lanes) {
    Lanes {
        lanes = List.copyOf(lanes);
    }

    /** Puts a batch into the stream, copies included. It allocates nothing. */
    void compute(CudaStream stream, SessionMemory memory, int firstRow, int rows) {
        Lane lane = forRows(rows);
        lane.context().setRows(lane.served().padded(rows));
        memory.copyIn(stream, firstRow, rows);
        lane.context().enqueue(stream);
        memory.copyOut(stream, rows);
    }

    /** The rows computed for a batch. */
    int padded(int rows) {
        return forRows(rows).served().padded(rows);
    }

    /** The lane that computes a batch. */
    Lane forRows(int rows) {
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            if (lane.served().maxRows() >= rows) {
                return lane;
            }
        }
        throw new IllegalArgumentException("no profile takes the batch: rows=" + rows);
    }
}
