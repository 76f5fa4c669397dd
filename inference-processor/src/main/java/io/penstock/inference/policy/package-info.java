/**
 * When a micro-batch opens, who gets into it and when it closes: pure decisions over counts and times, with no Kafka, no
 * engine, no thread and no clock of its own.
 */
@NullMarked
package io.penstock.inference.policy;

import org.jspecify.annotations.NullMarked;
