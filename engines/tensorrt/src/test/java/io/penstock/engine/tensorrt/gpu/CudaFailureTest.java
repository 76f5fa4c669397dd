package io.penstock.engine.tensorrt.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CudaFailureTest {
    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {214, 700, 702, 710, 715, 716, 719, 999})
    void losesTheContextToAFaultOnTheDevice(int code) {
        CudaFailure failure = new CudaFailure(code, "cudaErrorSome", "some error");

        assertThat(failure.isSticky()).isTrue();
        assertThat(failure.category()).isEqualTo(FailureCategory.FATAL);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {1, 35, 100, 101, 400})
    void stopsAtAnErrorThatNoRecordCaused(int code) {
        CudaFailure failure = new CudaFailure(code, "cudaErrorSome", "some error");

        assertThat(failure.isSticky()).isFalse();
        assertThat(failure.category()).isEqualTo(FailureCategory.FATAL);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {2, 900, 901, 906, 908})
    void goesOnAfterWhatLeavesTheContextAlone(int code) {
        assertThat(new CudaFailure(code, "cudaErrorSome", "some error").category())
                .isEqualTo(FailureCategory.TRANSIENT);
    }

    @Test
    void saysWhatWasTriedAndThatTheProcessHasToRestart() {
        EngineException exception = new CudaFailure(
                        700, "cudaErrorIllegalAddress", "an illegal memory access was encountered")
                .exception("compute");

        assertThat(exception)
                .hasMessage("CUDA cannot compute: cudaErrorIllegalAddress (700), an illegal memory access was"
                        + " encountered; the GPU's context is lost, so this process has to restart");
    }

    @Test
    void namesTheSizesWhenMemoryRunsOut() {
        Gpu gpu = new Gpu(1, "NVIDIA H200", 9, 0, 1L << 37);

        EngineException exception =
                OutOfMemory.exception(gpu, "GPU", 3L << 30, (1 << 20) + 1, "tensor x of session m[fixed]");

        assertThat(exception.category()).isEqualTo(FailureCategory.FATAL);
        assertThat(exception)
                .hasMessage("out of GPU memory: asked=3072 MiB, free=2 MiB, for=tensor x of session m[fixed],"
                        + " device=cuda:1 NVIDIA H200; lower infer.maxBatch or infer.sessions, or serve fewer buckets");
    }
}
