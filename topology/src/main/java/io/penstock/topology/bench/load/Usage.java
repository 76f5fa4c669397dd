package io.penstock.topology.bench.load;

import com.sun.management.OperatingSystemMXBean;
import io.penstock.topology.pipeline.BatchStatistics;
import java.lang.management.ManagementFactory;

/**
 * What has been used up to a time.
 *
 * @param batches the micro-batches computed
 * @param rows their rows
 * @param cpuNanos the CPU time of this process
 */
record Usage(long batches, double rows, long cpuNanos) {
    static Usage now(BatchStatistics batches) {
        long cpu =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        return new Usage(batches.batches(), batches.meanRows() * batches.batches(), cpu);
    }

    /** The mean rows of the micro-batches since then; 0 if there were none. */
    double meanRowsSince(Usage before) {
        long count = batches - before.batches;
        return count == 0 ? 0 : (rows - before.rows) / count;
    }

    double cpuSecondsSince(Usage before) {
        return (cpuNanos - before.cpuNanos) / 1e9;
    }
}
