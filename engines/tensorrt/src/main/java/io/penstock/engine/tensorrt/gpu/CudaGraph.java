package io.penstock.engine.tensorrt.gpu;

import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.global.cudart;

/**
 * Work recorded from a stream, launched again and again in one call, with the addresses it was recorded with. The owner
 * closes it when no launch is under way.
 */
public final class CudaGraph implements AutoCloseable {
    private final CUgraphExec_st handle;

    private boolean closed;

    private CudaGraph(CUgraphExec_st handle) {
        this.handle = handle;
        LiveHandles.opened();
    }

    /**
     * Records what {@code work} puts into the stream, without doing it.
     *
     * @throws io.penstock.engine.EngineException TRANSIENT, if it does what cannot be recorded; the stream stays usable
     */
    public static CudaGraph capture(CudaStream stream, Runnable work) {
        CUgraph_st graph = record(stream, work);
        try {
            CUgraphExec_st executable = new CUgraphExec_st();
            CudaStatus.check(cudart.cudaGraphInstantiate(executable, graph, 0), "instantiate a graph");
            return new CudaGraph(executable);
        } finally {
            CudaStatus.checkFreed(cudart.cudaGraphDestroy(graph), "destroy a graph");
        }
    }

    private static CUgraph_st record(CudaStream stream, Runnable work) {
        // Thread-local: other threads may allocate meanwhile, this one must not.
        CudaStatus.check(
                cudart.cudaStreamBeginCapture(stream.handle(), cudart.cudaStreamCaptureModeThreadLocal),
                "begin a capture");
        CUgraph_st graph = new CUgraph_st();
        boolean recorded = false;
        try {
            work.run();
            recorded = true;
        } finally {
            int status = cudart.cudaStreamEndCapture(stream.handle(), graph);
            if (recorded) {
                CudaStatus.check(status, "capture a graph");
            } else {
                discard(status, graph);
            }
        }
        return graph;
    }

    /** A failure is under way already. */
    private static void discard(int status, CUgraph_st graph) {
        if (status == CudaFailure.SUCCESS && !graph.isNull()) {
            CudaStatus.checkFreed(cudart.cudaGraphDestroy(graph), "destroy a graph");
        } else {
            CudaStatus.failure(status);
        }
    }

    /** Puts the recorded work into the stream. */
    public void launch(CudaStream stream) {
        CudaStatus.check(cudart.cudaGraphLaunch(handle, stream.handle()), "launch a graph");
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        LiveHandles.closed();
        CudaStatus.checkFreed(cudart.cudaGraphExecDestroy(handle), "destroy a graph");
    }
}
