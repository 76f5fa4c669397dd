package io.penstock.engine.tensorrt;

import io.penstock.engine.tensorrt.gpu.CudaGraph;

/**
 * A graph of a session.
 *
 * @param rows the rows it computes
 * @param graph the graph
 */
record CapturedGraph(int rows, CudaGraph graph) {}
