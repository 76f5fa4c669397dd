/** Outputs to named numbers. */
@NullMarked
package io.penstock.topology.stage.regression;

import org.jspecify.annotations.NullMarked;
