package io.penstock.engine.tensorrt;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.engine.lifetime.Acquired;
import io.penstock.engine.tensorrt.gpu.CudaGraph;
import io.penstock.engine.tensorrt.gpu.CudaStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures a session's graphs.
 *
 * @param stream the session's stream
 * @param compute puts the copies and the computation of so many rows into the stream
 * @param session the session's name, for the log
 */
record GraphCapture(CudaStream stream, IntConsumer compute, String session) {
    private static final Logger LOG = LoggerFactory.getLogger(GraphCapture.class);

    /**
     * A graph for each size; where one cannot be captured there are those before it, and one line in the log.
     *
     * @param owner frees the graphs
     * @throws EngineException FATAL, if the GPU or TensorRT fails in another way
     */
    List<CapturedGraph> captureAll(GraphSizes sizes, Acquired owner) {
        List<CapturedGraph> graphs = new ArrayList<>();
        for (int rows : sizes.sizes()) {
            try {
                CudaGraph graph = capture(rows);
                owner.add(graph::close);
                graphs.add(new CapturedGraph(rows, graph));
            } catch (EngineException e) {
                if (e.category() == FailureCategory.FATAL) {
                    throw e;
                }
                report(rows, e);
                break;
            }
        }
        return graphs;
    }

    /** TensorRT finishes the change to another shape in the first run, which must not become part of the graph. */
    private CudaGraph capture(int rows) {
        compute.accept(rows);
        stream.synchronize();
        return CudaGraph.capture(stream, () -> compute.accept(rows));
    }

    private void report(int rows, EngineException failure) {
        LOG.atWarn()
                .addKeyValue("session", session)
                .addKeyValue("rows", rows)
                .addKeyValue("reason", failure.getMessage())
                .log("No CUDA graph can be captured: batches of so many rows and more are enqueued kernel by kernel");
    }
}
