package io.penstock.engine.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import io.penstock.engine.Availability;
import io.penstock.engine.EngineException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NativeRuntimeTest {
    private final AtomicInteger loads = new AtomicInteger();
    private final UnsatisfiedLinkError missing = new UnsatisfiedLinkError("no onnxruntime in java.library.path");
    private final NativeRuntime broken = new NativeRuntime(this::fail);

    private OrtEnvironment fail() {
        loads.incrementAndGet();
        throw missing;
    }

    @Test
    void saysWhatItFound() {
        int cores = Runtime.getRuntime().availableProcessors();

        assertThat(new OnnxRuntimeProvider().availability())
                .isEqualTo(new Availability.Available("ONNX Runtime 1.29.0, " + cores + " cores"));
    }

    @Test
    void keepsTheFailureToLoadAsAValue() {
        Availability first = broken.availability();
        Availability second = broken.availability();

        assertThat(first)
                .isSameAs(second)
                .isEqualTo(new Availability.Unavailable(
                        "ONNX Runtime's native library could not be loaded: no onnxruntime in java.library.path;"
                                + " it needs a 64-bit Linux, macOS or Windows and a writable java.io.tmpdir to unpack to",
                        missing));
        assertThat(loads).hasValue(1);
    }

    @Test
    void throwsTheFailureWhenItIsNeeded() {
        assertThatThrownBy(broken::environment)
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("ONNX Runtime's native library could not be loaded")
                .hasCause(missing);
    }
}
