/** Measures engines over batch sizes, sessions and graphs, as figures, JSON and a picture. */
@NullMarked
package io.penstock.workshop.bench;

import org.jspecify.annotations.NullMarked;
