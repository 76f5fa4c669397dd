/** A backend that computes nothing: what is left of a pipeline's cost is the pipeline's own. */
@NullMarked
package io.penstock.benchmarks.nullengine;

import org.jspecify.annotations.NullMarked;
