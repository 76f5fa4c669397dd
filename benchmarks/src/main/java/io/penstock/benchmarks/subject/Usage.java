package io.penstock.benchmarks.subject;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What a process has used so far.
 *
 * @param cpuNanos CPU time of all its threads, those of the JVM's compiler and collector among them
 * @param allocatedBytes what its live Java threads have allocated on the heap
 * @param meanBatch the mean rows of the subject's batches
 * @param failure what stopped the subject; empty if nothing did
 */
public record Usage(long cpuNanos, long allocatedBytes, double meanBatch, String failure) {
    static Usage ofThisProcess(double meanBatch, String failure) {
        return new Usage(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
                allocatedBytes(ManagementFactory.getPlatformMXBean(ThreadMXBean.class)),
                meanBatch,
                failure);
    }

    private static long allocatedBytes(ThreadMXBean threads) {
        long[] allocated = threads.getThreadAllocatedBytes(threads.getAllThreadIds());
        return Arrays.stream(allocated).filter(bytes -> bytes > 0).sum();
    }
}
