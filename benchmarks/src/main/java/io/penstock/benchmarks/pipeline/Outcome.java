package io.penstock.benchmarks.pipeline;

import java.util.List;

/**
 * What one run of the pipeline came to.
 *
 * @param guarantee the guarantee in Kafka's spelling
 * @param recordsPerSecond answers a second in the steady state
 * @param rowsPerSecond that, times the rows of a request
 * @param megabytesPerSecond the bytes of their requests a second, keys and values, in 10^6
 * @param fractionOfBareEngine its rows a second of those of the engine alone
 * @param fractionOfParts its answers a second of what the parts allow
 * @param steadySeconds how long the steady state lasted
 * @param meanBatch the mean rows of a micro-batch
 * @param batchFill that, of the most rows of a batch
 * @param cpuMicrosPerRecord the CPU time of this process for one answer, broker and pipeline together
 * @param sessionsComputing how many of the engine's sessions computed, in the mean: what the pipeline leaves of the engine,
 *     however fast the machine's cores are at the time
 * @param delivery what came back
 * @param problems the checks that failed
 */
record Outcome(
        String guarantee,
        double recordsPerSecond,
        double rowsPerSecond,
        double megabytesPerSecond,
        double fractionOfBareEngine,
        double fractionOfParts,
        double steadySeconds,
        double meanBatch,
        double batchFill,
        double cpuMicrosPerRecord,
        double sessionsComputing,
        Delivery delivery,
        List<String> problems) {
    Outcome {
        problems = List.copyOf(problems);
    }
}
