package io.penstock.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {

    @Test
    void addsUpTheProcessesOfASubject() {
        assertThat(new Memory(1, 20, 300, 4_000L).plus(new Memory(5, 60, 700, 8_000L)))
                .isEqualTo(new Memory(6, 80, 1_000, 12_000L));
    }

    @Test
    void takesTheMostOfEachKind() {
        assertThat(new Memory(1, 20, 700, 4_000L).most(new Memory(5, 60, 300, 3_000L)))
                .isEqualTo(new Memory(5, 60, 700, 4_000L));
    }

    @Test
    void doesNotTellASumOfWhichAPartIsUnknown() {
        assertThat(new Memory(1, 1, 1, 1L).plus(new Memory(1, 1, 1, null)).mostResidentBytes())
                .isNull();
    }

    @Test
    void readsTheMostResidentFromTheStatusOfAProcess(@TempDir Path folder) throws IOException {
        Path status = Files.writeString(
                folder.resolve("status"), "VmSize:\t  900000 kB\nVmHWM:\t  123456 kB\nVmRSS:\t   99999 kB\n");

        assertThat(Memory.mostResident(status)).isEqualTo(123_456L << 10);
    }

    @Test
    void knowsNothingOfResidentMemoryWhereTheSystemDoesNotTell(@TempDir Path folder) {
        assertThat(Memory.mostResident(folder.resolve("status"))).isNull();
    }

    @Test
    void tellsWhatIsReachableAndNotWhatWasThrownAway() {
        byte[] kept = new byte[24 << 20];
        long withIt = Memory.ofThisProcess().liveHeapBytes();
        assertThat(kept).hasSize(24 << 20);
        kept = new byte[0];

        long without = Memory.ofThisProcess().liveHeapBytes();

        assertThat(kept).isEmpty();
        assertThat(withIt - without).isBetween(16L << 20, 32L << 20);
    }

    @Test
    void countsDirectBuffersThatAreReachableAlone() {
        ByteBuffer kept = ByteBuffer.allocateDirect(24 << 20);
        long withIt = Memory.ofThisProcess().directBytes();
        assertThat(kept.capacity()).isEqualTo(24 << 20);
        kept = ByteBuffer.allocateDirect(1);

        long without = Memory.ofThisProcess().directBytes();

        assertThat(kept.capacity()).isEqualTo(1);
        assertThat(withIt - without).isBetween(20L << 20, 28L << 20);
    }

    @Test
    void passesThroughTheProtocolWithAndWithoutResidentMemory() {
        Memory known = new Memory(1, 2, 3, 4L);
        Memory unknown = new Memory(1, 2, 3, null);

        assertThat(Protocol.value(Protocol.line(known), Memory.class)).isEqualTo(known);
        assertThat(Protocol.value(Protocol.line(unknown), Memory.class)).isEqualTo(unknown);
    }
}
