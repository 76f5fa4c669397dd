/** Whole pipelines on a real broker, a real registry and real models. */
@NullMarked
package io.penstock.topology.pipeline;

import org.jspecify.annotations.NullMarked;
