/**
 * The infer stage as a Kafka Streams processor: records go into the micro-batcher as they come and leave in partition
 * order, and no offset is committed past one that has not left ({@code docs/adr/0001-commit-barrier.md}).
 */
@NullMarked
package io.penstock.inference.streams;

import org.jspecify.annotations.NullMarked;
