package io.penstock.engine.tensorrt.gpu;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.IRuntime;

/** TensorRT's runtime on one GPU. For one thread at a time; closed after the plans it loaded. */
public final class TrtRuntime implements AutoCloseable {
    private final Gpu gpu;
    private final Owned<IRuntime> runtime;

    private TrtRuntime(Gpu gpu) {
        this.gpu = gpu;
        gpu.select();
        TrtLogger.shared().forgetErrors();
        runtime = Owned.takeOwnershipOf(nvinfer.createInferRuntime(TrtLogger.shared()), "a runtime");
    }

    /**
     * A runtime.
     *
     * @throws EngineException FATAL, if TensorRT does not make one
     */
    public static TrtRuntime open(Gpu gpu) {
        NativeLibraries.shared().require();
        return new TrtRuntime(gpu);
    }

    /**
     * Loads a plan, weights and all, onto the GPU. The caller closes it.
     *
     * @param plan the serialised plan in a direct buffer
     * @param plugins plugin libraries that it needs, loaded first
     * @param name how messages name it
     * @throws EngineException FATAL, if TensorRT refuses it or memory runs out; the message has TensorRT's reason
     */
    public TrtPlan deserialise(ByteBuffer plan, List<Path> plugins, String name) {
        gpu.select();
        long free = gpu.freeBytes();
        TrtLogger.shared().forgetErrors();
        plugins.forEach(this::loadPlugins);
        var engine = runtime.object().deserializeCudaEngine(new Pointer(plan), plan.remaining());
        if (engine == null && TrtLogger.shared().lastErrors().contains("OutOfMemory")) {
            throw OutOfMemory.exception(gpu, "GPU", plan.remaining(), free, "the plan of " + name);
        }
        return TrtPlan.takeOwnershipOf(gpu, engine, name);
    }

    private void loadPlugins(Path library) {
        var handle = runtime.object().getPluginRegistry().loadLibrary(library.toString());
        if (handle == null || handle.isNull()) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "TensorRT cannot load a plugin library: library=" + library + ": "
                            + TrtLogger.shared().lastErrors());
        }
    }

    @Override
    public void close() {
        runtime.close();
    }
}
