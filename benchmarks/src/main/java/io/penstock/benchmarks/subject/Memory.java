package io.penstock.benchmarks.subject;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a process holds, in bytes.
 *
 * @param liveHeapBytes the heap used right after a full collection
 * @param mostHeapBytes the most that the heap's pools have held, each at a moment of its own
 * @param directBytes direct buffers; what native libraries allocate themselves is not among them
 * @param mostResidentBytes the most that the process has had resident; null where the system does not tell
 */
public record Memory(long liveHeapBytes, long mostHeapBytes, long directBytes, @Nullable Long mostResidentBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String MOST_RESIDENT = "VmHWM:";
    private static final String UNIT = "kB";
    private static final long FREEING_NANOS = 50_000_000;

    /** Collects the garbage of this process first. */
    static Memory ofThisProcess() {
        long most = heap(MemoryPoolMXBean::getPeakUsage);
        System.gc();
        return new Memory(heap(MemoryPoolMXBean::getCollectionUsage), most, reachableDirect(), mostResident(STATUS));
    }

    private static long heap(Function<MemoryPoolMXBean, @Nullable MemoryUsage> usage) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(usage)
                .flatMap(Stream::ofNullable)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    /** After a collection: another thread frees the buffers that it found, one by one. */
    private static long reachableDirect() {
        long now = direct();
        long before;
        do {
            before = now;
            LockSupport.parkNanos(FREEING_NANOS);
            now = direct();
        } while (now < before);
        return now;
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** As Linux has it in a process's status: {@code VmHWM:   123 kB}. */
    static @Nullable Long mostResident(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(MOST_RESIDENT) && line.endsWith(UNIT))
                    .map(line -> line.substring(MOST_RESIDENT.length(), line.length() - UNIT.length()))
                    .map(kibibytes -> Long.parseLong(kibibytes.strip()) << 10)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    /** That of two processes together. */
    public Memory plus(Memory other) {
        return combined(other, Long::sum);
    }

    /** The most of each kind at two moments. */
    public Memory most(Memory other) {
        return combined(other, Math::max);
    }

    private Memory combined(Memory other, LongBinaryOperator operator) {
        Long resident = mostResidentBytes;
        Long others = other.mostResidentBytes;
        return new Memory(
                operator.applyAsLong(liveHeapBytes, other.liveHeapBytes),
                operator.applyAsLong(mostHeapBytes, other.mostHeapBytes),
                operator.applyAsLong(directBytes, other.directBytes),
                resident == null || others == null ? null : operator.applyAsLong(resident, others));
    }
}
