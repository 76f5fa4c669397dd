/** Builds plans from ONNX with TensorRT's builder and parser. */
@NullMarked
package io.penstock.engine.tensorrt.build;

import org.jspecify.annotations.NullMarked;
