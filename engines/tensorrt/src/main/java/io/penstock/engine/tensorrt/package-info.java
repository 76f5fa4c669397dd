/**
 * The GPU backend: plans of TensorRT, run in sessions that each have their own execution context, stream, pinned buffers
 * and captured graphs.
 */
@NullMarked
package io.penstock.engine.tensorrt;

import org.jspecify.annotations.NullMarked;
