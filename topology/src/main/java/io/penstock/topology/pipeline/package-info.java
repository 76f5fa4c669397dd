/**
 * The pipeline: Kafka Streams' topology {@code preprocess → infer → postprocess}, what it reads and writes, and its life
 * from start to clean stop.
 */
@NullMarked
package io.penstock.topology.pipeline;

import org.jspecify.annotations.NullMarked;
