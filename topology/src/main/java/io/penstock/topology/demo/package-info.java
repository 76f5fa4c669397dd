/** The demo: real images through a broker, a registry and a pipeline of one's own, counted, timed and reported. */
@NullMarked
package io.penstock.topology.demo;

import org.jspecify.annotations.NullMarked;
