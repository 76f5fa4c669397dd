package io.penstock.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.FailureCategory;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineException;
import io.penstock.engine.Session;
import io.penstock.engine.tensorrt.gpu.DeviceBuffer;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.engine.tensorrt.gpu.LiveHandles;
import io.penstock.engine.tensorrt.gpu.PinnedBuffer;
import io.penstock.engine.testkit.ContractModel;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("gpu")
class GpuMemoryTest {
    private static final long MEBIBYTE = 1 << 20;

    /** The first rounds load kernels and fill the driver's pools, so the count begins after them. */
    @Test
    void aThousandEnginesLeaveNothingBehind() {
        loadAndRun(50);
        Gpu gpu = Gpu.at(0);
        long free = gpu.freeBytes();
        long resident = Pointer.physicalBytes();
        long live = LiveHandles.count();

        loadAndRun(1000);

        assertThat(LiveHandles.count()).isEqualTo(live);
        assertThat(free - gpu.freeBytes()).isLessThan(4 * MEBIBYTE);
        assertThat(Pointer.physicalBytes() - resident).isLessThan(64 * MEBIBYTE);
    }

    private static void loadAndRun(int times) {
        for (int i = 0; i < times; i++) {
            try (Engine engine = Loading.load(ContractModel.rowSums(), 4);
                    Session session = engine.openSession(engine.buckets().get(0))) {
                Runs.run(session, 0, 3);
            }
        }
    }

    @Test
    void namesTheSizesWhenTheGpuHasNoMemoryLeft() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> DeviceBuffer.allocate(Gpu.at(0), 1L << 40, "a test"))
                .withMessageMatching("out of GPU memory: asked=1048576 MiB, free=[0-9]+ MiB, for=a test,"
                        + " device=cuda:0 .*; lower infer\\.maxBatch or infer\\.sessions, or serve fewer buckets")
                .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.FATAL));
        assertThat(Gpu.at(0).freeBytes()).isPositive();
    }

    @Test
    void refusesAPinnedBufferThatJavaCannotIndex() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> PinnedBuffer.allocate(Gpu.at(0), 1L << 31, "a test"))
                .withMessage("a buffer holds at most 2 GiB: bytes=2147483648, for=a test; lower infer.maxBatch");
    }
}
