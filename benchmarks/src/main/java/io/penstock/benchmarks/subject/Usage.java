package io.penstock.benchmarks.subject;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a process has used so far.
 *
 * @param cpuNanos CPU time of all its threads, those of the JVM's compiler and collector among them
 * @param allocatedBytes what its Java threads have allocated on the heap
 * @param meanBatch the mean rows of the subject's batches
 * @param failure what stopped the subject; empty if nothing did
 */
public record Usage(long cpuNanos, long allocatedBytes, double meanBatch, String failure) {
    static Usage ofThisProcess(ThreadAllocation allocation, double meanBatch, String failure) {
        return new Usage(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
                allocation.bytes(),
                meanBatch,
                failure);
    }
}
