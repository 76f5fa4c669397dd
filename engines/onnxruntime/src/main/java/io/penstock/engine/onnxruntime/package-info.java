/** Inference on the CPU by ONNX Runtime: the embedded default backend, and the only user of {@code ai.onnxruntime}. */
@NullMarked
package io.penstock.engine.onnxruntime;

import org.jspecify.annotations.NullMarked;
