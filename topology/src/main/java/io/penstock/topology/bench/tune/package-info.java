/** Searches the settings with which a pipeline answers the most records within a latency. */
@NullMarked
package io.penstock.topology.bench.tune;

import org.jspecify.annotations.NullMarked;
