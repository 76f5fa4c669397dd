/** Measures a user's own pipeline: saturation, a sweep of arrival rates, and settings for a latency target. */
@NullMarked
package io.penstock.topology.bench;

import org.jspecify.annotations.NullMarked;
