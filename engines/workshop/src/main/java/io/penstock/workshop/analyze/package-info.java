/** Finds the layers that cost an engine its accuracy. */
@NullMarked
package io.penstock.workshop.analyze;

import org.jspecify.annotations.NullMarked;
