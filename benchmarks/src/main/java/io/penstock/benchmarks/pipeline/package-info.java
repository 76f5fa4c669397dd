/** A whole pipeline over a backlog, from topic to topic, beside its bare engine. */
@NullMarked
package io.penstock.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
