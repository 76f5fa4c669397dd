package io.penstock.benchmarks.rivals;

import io.penstock.benchmarks.subject.Memory;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The memory of a cell's subjects, in MiB. */
final class MemoryTable {
    private static final double MIB = 1 << 20;

    private MemoryTable() {}

    /** A line for each subject whose memory was asked for; none if it was of none. */
    static List<String> lines(CellResult result) {
        if (result.subjects().stream().allMatch(subject -> subject.memory().isEmpty())) {
            return List.of();
        }
        Grid grid = new Grid().row("memory in MiB", "live heap", "most heap", "direct", "most resident");
        result.subjects()
                .forEach(subject -> subject.memory().ifPresent(memory -> grid.row(row(subject.subject(), memory))));
        return grid.lines();
    }

    private static String[] row(String subject, Memory memory) {
        return new String[] {
            subject,
            mebibytes(memory.liveHeapBytes()),
            mebibytes(memory.mostHeapBytes()),
            mebibytes(memory.directBytes()),
            mebibytes(memory.mostResidentBytes())
        };
    }

    private static String mebibytes(@Nullable Long bytes) {
        return bytes == null ? "" : String.format(Locale.ROOT, "%,.1f", bytes / MIB);
    }
}
