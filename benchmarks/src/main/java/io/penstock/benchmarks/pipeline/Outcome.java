package io.penstock.benchmarks.pipeline;

import java.util.List;

/**
 * What one run of the pipeline came to.
 *
 * @param guarantee the guarantee in Kafka's spelling
 * @param recordsPerSecond answers a second in the steady state
 * @param fractionOfBareEngine that, of the rows a second of the engine alone
 * @param steadySeconds how long the steady state lasted
 * @param meanBatch the mean rows of a micro-batch
 * @param batchFill that, of the most rows of a batch
 * @param cpuMicrosPerRecord the CPU time of this process for one answer, broker and pipeline together
 * @param delivery what came back
 * @param problems the checks that failed
 */
record Outcome(
        String guarantee,
        double recordsPerSecond,
        double fractionOfBareEngine,
        double steadySeconds,
        double meanBatch,
        double batchFill,
        double cpuMicrosPerRecord,
        Delivery delivery,
        List<String> problems) {
    Outcome {
        problems = List.copyOf(problems);
    }
}
