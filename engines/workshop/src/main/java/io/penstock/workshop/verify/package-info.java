/** Compares an engine with a reference on the same inputs and judges the difference by a tolerance. */
@NullMarked
package io.penstock.workshop.verify;

import org.jspecify.annotations.NullMarked;
