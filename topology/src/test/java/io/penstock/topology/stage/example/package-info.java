/** The stages that {@code docs/writing-a-stage.md} shows. */
@NullMarked
package io.penstock.topology.stage.example;

import org.jspecify.annotations.NullMarked;
