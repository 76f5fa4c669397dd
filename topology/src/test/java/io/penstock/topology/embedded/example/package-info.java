/** What {@code docs/client.md} shows. */
@NullMarked
package io.penstock.topology.embedded.example;

import org.jspecify.annotations.NullMarked;
