/** The benchmarks' command line. Each benchmark has a package of its own. */
@NullMarked
package io.penstock.benchmarks;

import org.jspecify.annotations.NullMarked;
