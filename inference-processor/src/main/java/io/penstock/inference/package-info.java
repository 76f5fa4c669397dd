/**
 * The infer stage's vocabulary: what goes into a micro-batch ({@link io.penstock.inference.RowSource}), what comes out
 * ({@link io.penstock.inference.RowResults}), and how a record fared ({@link io.penstock.inference.Outcome}).
 */
@NullMarked
package io.penstock.inference;

import org.jspecify.annotations.NullMarked;
