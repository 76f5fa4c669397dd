/**
 * Event-driven recommendation: a stateful Kafka Streams step picks candidates for the user of an event, one request ranks
 * them in the shared micro-batcher, and the best of them go to a topic.
 */
@NullMarked
package io.penstock.topology.recommendation;

import org.jspecify.annotations.NullMarked;
