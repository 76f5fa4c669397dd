/** Just enough of an ONNX file: its nodes, and a copy of it that also gives what flows between them. */
@NullMarked
package io.penstock.workshop.onnx;

import org.jspecify.annotations.NullMarked;
