package io.penstock.engine.tensorrt;

import io.penstock.engine.tensorrt.gpu.TrtContext;

/**
 * A session's context in one profile. It allocates nothing once made.
 *
 * @param served the batches it computes
 * @param context the context, bound to the session's memory
 */
record Lane(ServedRows served, TrtContext context) {}
