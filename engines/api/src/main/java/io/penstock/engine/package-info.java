/**
 * The service provider interface of inference backends: {@link io.penstock.engine.EngineProvider} loads an
 * {@link io.penstock.engine.Engine} (weights, shared by threads), which opens {@link io.penstock.engine.Session}s
 * (execution context, stream and host buffers, one thread at a time).
 *
 * <p>Every model has the batch as the first dimension of each input and output. A row is one slice along it; sizes,
 * limits and padding are counted in rows.
 */
@NullMarked
package io.penstock.engine;

import org.jspecify.annotations.NullMarked;
