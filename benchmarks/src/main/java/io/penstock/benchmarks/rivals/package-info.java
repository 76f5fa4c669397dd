/** Penstock beside other ways to answer the requests of a topic, in one run over the same topics. */
@NullMarked
package io.penstock.benchmarks.rivals;

import org.jspecify.annotations.NullMarked;
