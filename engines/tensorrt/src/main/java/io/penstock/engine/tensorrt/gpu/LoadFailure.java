package io.penstock.engine.tensorrt.gpu;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one sentence why the native libraries could not be loaded, and what helps. */
final class LoadFailure {
    private static final Pattern MISSING =
            Pattern.compile("(lib[\\w.+-]+\\.so[\\w.]*): cannot open shared object file");
    private static final String BRING = "; install it, or build with -Pgpu, which brings it";

    private LoadFailure() {}

    static String reason(Throwable failure) {
        return missingLibrary(failure)
                .map(LoadFailure::missing)
                .orElseGet(() -> "the libraries of CUDA and TensorRT could not be loaded: " + innermost(failure)
                        + "; this backend runs on Linux x86-64 with an NVIDIA driver and needs a writable home"
                        + " directory or org.bytedeco.javacpp.cachedir to unpack to");
    }

    private static String missing(String library) {
        if (library.startsWith("libcuda.so")) {
            return "there is no NVIDIA driver: " + library
                    + " is missing; install driver R525 or newer, or give the container the GPU (--gpus all)";
        }
        if (library.startsWith("libcudart")) {
            return "CUDA's runtime is missing: library=" + library + BRING;
        }
        if (library.startsWith("libnvinfer")) {
            return "TensorRT " + SystemTensorRt.REQUIRED + " is missing: library=" + library + BRING;
        }
        return "a native library is missing: library=" + library;
    }

    /** What the innermost linkage error names: those around it only say that a wrapper did not load. */
    private static Optional<String> missingLibrary(Throwable failure) {
        Optional<String> library = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher matcher = MISSING.matcher(String.valueOf(cause.getMessage()));
            if (matcher.find()) {
                library = Optional.of(matcher.group(1));
            }
        }
        return library;
    }

    private static Throwable innermost(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        return innermost;
    }

    static String noDevice(CudaFailure failure, String driverCuda) {
        return "no GPU answers: " + failure + ", driver for CUDA " + driverCuda
                + "; CUDA 12 needs driver R525 or newer, and a container needs the GPU (--gpus all)";
    }
}
