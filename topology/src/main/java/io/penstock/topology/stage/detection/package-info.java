/** Boxes and their scores to objects. */
@NullMarked
package io.penstock.topology.stage.detection;

import org.jspecify.annotations.NullMarked;
