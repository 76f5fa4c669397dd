/**
 * A Kafka broker and a schema registry of one's own, on 127.0.0.1: real ones, for the demo, for development and for the
 * integration tests.
 */
@NullMarked
package io.penstock.local;

import org.jspecify.annotations.NullMarked;
