/**
 * The records of event-driven recommendation, generated from {@code src/main/avro/recommendation.avdl}: those of its
 * topics, and those that its state stores keep. As in {@link io.penstock.schema}, no promise is made about nulls.
 */
@NullUnmarked
package io.penstock.schema.recommendation;

import org.jspecify.annotations.NullUnmarked;
