/** A load on a pipeline, from topic to topic: requests at a pace, answers with their latency. */
@NullMarked
package io.penstock.topology.bench.load;

import org.jspecify.annotations.NullMarked;
