/**
 * A small client: a request goes to a pipeline's input topic, and the future that came back for it completes with the
 * answer from its output or its dead-letter topic.
 */
@NullMarked
package io.penstock.client;

import org.jspecify.annotations.NullMarked;
