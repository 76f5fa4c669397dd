package io.penstock.benchmarks.rivals;

import io.penstock.benchmarks.subject.Memory;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a subject.
 *
 * @param steady what counts
 * @param meanBatch the mean rows of its batches
 * @param delivery what came back
 * @param memory that of all its processes, under load, if it was asked for
 */
record Round(Steady steady, double meanBatch, Delivery delivery, @Nullable Memory memory) {}
