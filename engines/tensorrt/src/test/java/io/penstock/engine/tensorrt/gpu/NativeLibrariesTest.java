package io.penstock.engine.tensorrt.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.FailureCategory;
import io.penstock.engine.Availability.Available;
import io.penstock.engine.Availability.Unavailable;
import io.penstock.engine.EngineException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {
    private static final String AROUND = "no jnicudart in java.library.path: /usr/lib";

    @Test
    void saysWhatItFound() {
        Gpu gpu = new Gpu(0, "NVIDIA H200", 9, 0, 1L << 37);
        NativeLibraries libraries = new NativeLibraries(() -> new NativeLibraries.Found("10.6.0", 13000, List.of(gpu)));

        assertThat(libraries.availability())
                .isEqualTo(new Available("TensorRT 10.6.0, driver for CUDA 13.0, cuda:0 NVIDIA H200"));
    }

    @Test
    void keepsTheFailureAndTriesOnce() {
        AtomicInteger attempts = new AtomicInteger();
        NativeLibraries libraries = new NativeLibraries(() -> {
            attempts.incrementAndGet();
            throw new UnsatisfiedLinkError("no jnicudart in java.library.path");
        });

        assertThat(libraries.availability()).isSameAs(libraries.availability());
        assertThat(attempts).hasValue(1);
    }

    @Test
    void refusesToGoOnWithoutThem() {
        UnsatisfiedLinkError cause = missing("libcudart.so.12");
        NativeLibraries libraries = new NativeLibraries(() -> {
            throw cause;
        });

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(libraries::require)
                .withMessage("CUDA's runtime is missing: library=libcudart.so.12; install it, or build with -Pgpu,"
                        + " which brings it")
                .withCause(cause)
                .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.FATAL));
    }

    @Test
    void namesAMissingDriver() {
        assertThat(reason(missing("libcuda.so.1")))
                .isEqualTo("there is no NVIDIA driver: libcuda.so.1 is missing; install driver R525 or newer, or give"
                        + " the container the GPU (--gpus all)");
    }

    @Test
    void namesAMissingTensorRt() {
        assertThat(reason(missing("libnvinfer.so.10")))
                .isEqualTo("TensorRT 10.6 is missing: library=libnvinfer.so.10; install it, or build with -Pgpu, which"
                        + " brings it");
    }

    @Test
    void namesTheInnermostCauseOfAnythingElse() {
        assertThat(reason(new ExceptionInInitializerError(new IllegalStateException("read-only file system"))))
                .isEqualTo("the libraries of CUDA and TensorRT could not be loaded:"
                        + " java.lang.IllegalStateException: read-only file system; this backend runs on Linux x86-64"
                        + " with an NVIDIA driver and needs a writable home directory or org.bytedeco.javacpp.cachedir"
                        + " to unpack to");
    }

    private static UnsatisfiedLinkError missing(String library) {
        UnsatisfiedLinkError outer = new UnsatisfiedLinkError(AROUND);
        outer.initCause(new UnsatisfiedLinkError(
                "/cache/libjnicudart.so: " + library + ": cannot open shared object file: No such file or directory"));
        return outer;
    }

    private static String reason(Throwable failure) {
        return ((Unavailable) new NativeLibraries(() -> {
                            throw sneaky(failure);
                        })
                        .availability())
                .reason();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
        throw (T) failure;
    }
}
