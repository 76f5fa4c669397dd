package io.penstock.benchmarks.subject;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** What the Java threads of this process have allocated on the heap. Used on one thread. */
final class ThreadAllocation {
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final Map<Long, Long> bytesOfThreads = new HashMap<>();

    /** The bytes so far; of a thread that has ended those that it had allocated when this was last asked for. */
    long bytes() {
        long[] ids = threads.getAllThreadIds();
        long[] allocated = threads.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            bytesOfThreads.merge(ids[i], allocated[i], Math::max);
        }
        return bytesOfThreads.values().stream()
                .mapToLong(bytes -> Math.max(0, bytes))
                .sum();
    }
}
