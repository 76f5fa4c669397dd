/** Scores to classes. */
@NullMarked
package io.penstock.topology.stage.classification;

import org.jspecify.annotations.NullMarked;
