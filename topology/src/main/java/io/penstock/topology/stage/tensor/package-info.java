/** Tensors as the wire carries them: little-endian and named, checked against the model's signature. */
@NullMarked
package io.penstock.topology.stage.tensor;

import org.jspecify.annotations.NullMarked;
