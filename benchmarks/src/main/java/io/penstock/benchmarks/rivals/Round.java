package io.penstock.benchmarks.rivals;

/**
 * One turn of a subject.
 *
 * @param steady what counts
 * @param meanBatch the mean rows of its batches
 * @param delivery what came back
 */
record Round(Steady steady, double meanBatch, Delivery delivery) {}
