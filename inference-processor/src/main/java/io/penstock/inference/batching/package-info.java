/**
 * The micro-batcher: the one queue of a model in this JVM. Threads claim rows of an open batch, write them into a
 * session's buffers in place and publish them; the last one starts the run.
 */
@NullMarked
package io.penstock.inference.batching;

import org.jspecify.annotations.NullMarked;
