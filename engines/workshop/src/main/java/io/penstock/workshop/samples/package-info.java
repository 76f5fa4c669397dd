/** Rows of inputs to calibrate, verify and measure engines with: random in declared ranges, or real ones from files. */
@NullMarked
package io.penstock.workshop.samples;

import org.jspecify.annotations.NullMarked;
