/** Encoded images to tensors: checked, decoded, resized, cropped and normalised. */
@NullMarked
package io.penstock.topology.stage.image;

import org.jspecify.annotations.NullMarked;
