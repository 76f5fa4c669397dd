/**
 * CUDA and TensorRT as owned resources: one owner for each native object, every status checked, and nothing native on
 * the hot path but the calls themselves. The classes here return vendor types so that the packages around them can build
 * and inspect plans; none of those leaves this module.
 *
 * <p>CUDA keeps its current device by thread: whoever calls in here has called {@link
 * io.penstock.engine.tensorrt.gpu.Gpu#select} on the same thread before.
 */
@NullMarked
package io.penstock.engine.tensorrt.gpu;

import org.jspecify.annotations.NullMarked;
