/** A whole pipeline inside a test: its own broker, registry and engine, and a client. */
@NullMarked
package io.penstock.topology.embedded;

import org.jspecify.annotations.NullMarked;
