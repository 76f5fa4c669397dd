/**
 * What stands around the infer stage: a {@link io.penstock.topology.stage.Preprocessor} makes rows of a request, a
 * {@link io.penstock.topology.stage.Postprocessor} makes an answer of the model's outputs. Both are found by
 * {@link java.util.ServiceLoader}, so that a class on the class path adds one.
 */
@NullMarked
package io.penstock.topology.stage;

import org.jspecify.annotations.NullMarked;
