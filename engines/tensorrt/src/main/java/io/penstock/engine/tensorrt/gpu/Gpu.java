package io.penstock.engine.tensorrt.gpu;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * A GPU of this machine. Immutable, thread-safe.
 *
 * @param index its index in CUDA's order
 * @param name its name, such as {@code NVIDIA H200}
 * @param major the major compute capability
 * @param minor the minor compute capability
 * @param memoryBytes the memory it has
 */
public record Gpu(int index, String name, int major, int minor, long memoryBytes) {
    /**
     * The GPU of this index.
     *
     * @throws EngineException FATAL, if there is none; the message lists those there are
     */
    public static Gpu at(int index) {
        List<Gpu> all = all();
        if (index < 0 || index >= all.size()) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "there is no such GPU: device=" + index + ", devices="
                            + all.stream().map(Gpu::label).toList());
        }
        return all.get(index);
    }

    /** Every GPU that CUDA shows. */
    public static List<Gpu> all() {
        int[] count = new int[1];
        CudaStatus.check(cudart.cudaGetDeviceCount(count), "count the GPUs");
        return IntStream.range(0, count[0]).mapToObj(Gpu::read).toList();
    }

    private static Gpu read(int index) {
        try (cudaDeviceProp properties = new cudaDeviceProp()) {
            CudaStatus.check(cudart.cudaGetDeviceProperties(properties, index), "describe a GPU");
            return new Gpu(
                    index,
                    properties.name().getString(),
                    properties.major(),
                    properties.minor(),
                    properties.totalGlobalMem());
        }
    }

    /** Makes it the calling thread's device; cheap where it is already. */
    public void select() {
        CudaStatus.check(cudart.cudaSetDevice(index), "select a GPU");
    }

    /** As {@link #select}, for freeing: once its context is lost, selecting fails and there is nothing to free. */
    public void selectToFree() {
        CudaStatus.checkFreed(cudart.cudaSetDevice(index), "select a GPU");
    }

    /** The memory that nobody has taken, in bytes. Selects it. */
    public long freeBytes() {
        select();
        try (SizeTPointer free = new SizeTPointer(1);
                SizeTPointer total = new SizeTPointer(1)) {
            CudaStatus.check(cudart.cudaMemGetInfo(free, total), "ask for free memory");
            return free.get();
        }
    }

    /** Its architecture as file names have it, such as {@code sm90}. */
    public String architecture() {
        return "sm" + major + minor;
    }

    /** As in {@code cuda:0 NVIDIA H200}. */
    public String label() {
        return "cuda:" + index + " " + name;
    }
}
