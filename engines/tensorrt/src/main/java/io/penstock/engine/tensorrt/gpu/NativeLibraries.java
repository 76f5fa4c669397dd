package io.penstock.engine.tensorrt.gpu;

import io.penstock.FailureCategory;
import io.penstock.engine.Availability;
import io.penstock.engine.EngineException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.tensorrt.global.nvinfer;
import org.jspecify.annotations.Nullable;

/**
 * The native libraries of CUDA and TensorRT, loaded when first asked for; a failure is kept. Everything else in this
 * package needs them, and fails with a linkage error without. Thread-safe.
 */
public final class NativeLibraries {
    /** What it loads and finds. */
    record Found(String tensorRtVersion, int driverCuda, List<Gpu> gpus) {
        String detail() {
            return "TensorRT " + tensorRtVersion + ", driver for CUDA " + cudaVersion(driverCuda) + ", "
                    + gpus.stream().map(Gpu::label).collect(Collectors.joining(", "));
        }
    }

    private static final NativeLibraries SHARED = new NativeLibraries(NativeLibraries::loadAndLook);

    private final Supplier<Found> loader;

    private @Nullable Availability availability;
    private @Nullable Found found;

    NativeLibraries(Supplier<Found> loader) {
        this.loader = loader;
    }

    /** Those of this JVM. */
    public static NativeLibraries shared() {
        return SHARED;
    }

    /** Whether they are there and a GPU answers. Never throws. */
    public synchronized Availability availability() {
        Availability known = availability;
        if (known == null) {
            known = load();
            availability = known;
        }
        return known;
    }

    private Availability load() {
        try {
            Found loaded = loader.get();
            found = loaded;
            return new Availability.Available(loaded.detail());
        } catch (EngineException e) {
            return new Availability.Unavailable(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | LinkageError e) {
            return new Availability.Unavailable(LoadFailure.reason(e), e);
        }
    }

    /**
     * Loads them.
     *
     * @throws EngineException FATAL, if they could not be loaded or no GPU answers
     */
    public void require() {
        if (availability() instanceof Availability.Unavailable unavailable) {
            throw new EngineException(FailureCategory.FATAL, unavailable.reason(), unavailable.cause());
        }
    }

    /**
     * TensorRT's version, such as {@code 10.6.0}.
     *
     * @throws EngineException FATAL, as {@link #require}
     */
    public synchronized String tensorRtVersion() {
        require();
        Found loaded = found;
        if (loaded == null) {
            throw new IllegalStateException("available but not loaded");
        }
        return loaded.tensorRtVersion();
    }

    private static Found loadAndLook() {
        JavaCpp.load();
        String version = nvinfer.getInferLibMajorVersion() + "." + nvinfer.getInferLibMinorVersion() + "."
                + nvinfer.getInferLibPatchVersion();
        SystemTensorRt.requireFit(version);
        int[] driver = new int[1];
        CudaStatus.check(cudart.cudaDriverGetVersion(driver), "ask for the driver's version");
        int[] devices = new int[1];
        int status = cudart.cudaGetDeviceCount(devices);
        if (status != CudaFailure.SUCCESS || devices[0] == 0) {
            throw new EngineException(
                    FailureCategory.FATAL, LoadFailure.noDevice(CudaStatus.failure(status), cudaVersion(driver[0])));
        }
        return new Found(version, driver[0], Gpu.all());
    }

    private static String cudaVersion(int encoded) {
        return encoded / 1000 + "." + encoded % 1000 / 10;
    }
}
