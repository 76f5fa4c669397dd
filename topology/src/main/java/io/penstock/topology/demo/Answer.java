package io.penstock.topology.demo;

/**
 * A result as the demo's consumer got it.
 *
 * @param label the most probable class
 * @param score its probability
 * @param readNanos when it was read, by {@link System#nanoTime}
 * @param latencyNanos from when its request was due until it was read
 * @param computedMicros from the making of its request until the result was complete, by the pipeline's clock
 * @param queueMicros how long it waited for its batch
 * @param computeMicros how long its batch computed
 * @param batch the number of its batch
 * @param batchRows the rows of its batch
 */
record Answer(
        String label,
        float score,
        long readNanos,
        long latencyNanos,
        long computedMicros,
        long queueMicros,
        long computeMicros,
        long batch,
        int batchRows) {}
