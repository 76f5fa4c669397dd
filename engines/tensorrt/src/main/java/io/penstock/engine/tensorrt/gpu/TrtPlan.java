package io.penstock.engine.tensorrt.gpu;

import io.penstock.engine.EngineException;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bytedeco.tensorrt.global.nvinfer.ExecutionContextAllocationStrategy;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.global.nvinfer.TensorIOMode;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.jspecify.annotations.Nullable;

/**
 * A plan on the GPU: the weights and the kernels, shared by every context. Opening contexts is for one thread at a time;
 * closed after its contexts.
 */
public final class TrtPlan implements AutoCloseable {
    private final Gpu gpu;
    private final Owned<ICudaEngine> engine;
    private final List<TensorSpec> inputs;
    private final List<TensorSpec> outputs;

    private TrtPlan(Gpu gpu, Owned<ICudaEngine> engine) {
        this.gpu = gpu;
        this.engine = engine;
        inputs = specs(TensorIOMode.kINPUT);
        outputs = specs(TensorIOMode.kOUTPUT);
    }

    static TrtPlan takeOwnershipOf(Gpu gpu, @Nullable ICudaEngine engine, String name) {
        Owned<ICudaEngine> owned = Owned.takeOwnershipOf(engine, "an engine of the plan of " + name);
        boolean complete = false;
        try {
            TrtPlan plan = new TrtPlan(gpu, owned);
            complete = true;
            return plan;
        } finally {
            if (!complete) {
                owned.close();
            }
        }
    }

    private List<TensorSpec> specs(TensorIOMode mode) {
        ICudaEngine plan = engine();
        Predicate<String> ofMode = name -> plan.getTensorIOMode(name).intern() == mode;
        return IntStream.range(0, plan.getNbIOTensors())
                .mapToObj(plan::getIOTensorName)
                .filter(ofMode)
                .map(this::spec)
                .toList();
    }

    private TensorSpec spec(String name) {
        Shape shape = TrtTypes.takeShape(engine().getTensorShape(name));
        return new TensorSpec(name, TrtTypes.dtype(engine().getTensorDataType(name), name), shape);
    }

    public Gpu gpu() {
        return gpu;
    }

    /** TensorRT's own object, for what this class has no method for. */
    public ICudaEngine engine() {
        return engine.object();
    }

    /** Its inputs in the plan's order; a dimension that the profiles leave open is {@link Shape#DYNAMIC}. */
    public List<TensorSpec> inputs() {
        return inputs;
    }

    /** Its outputs in the plan's order. */
    public List<TensorSpec> outputs() {
        return outputs;
    }

    /** Its optimization profiles; at least one. */
    public List<TrtProfile> profiles() {
        return IntStream.range(0, engine().getNbOptimizationProfiles())
                .mapToObj(this::profile)
                .toList();
    }

    private TrtProfile profile(int index) {
        List<ShapeRange> ranges =
                inputs.stream().map(input -> range(input, index)).toList();
        return new TrtProfile(index, ranges, engine().getDeviceMemorySizeForProfileV2(index));
    }

    private ShapeRange range(TensorSpec input, int profile) {
        return new ShapeRange(
                bound(input, profile, OptProfileSelector.kMIN),
                bound(input, profile, OptProfileSelector.kOPT),
                bound(input, profile, OptProfileSelector.kMAX));
    }

    /** A plan without open dimensions has a profile that says nothing. */
    private Shape bound(TensorSpec input, int profile, OptProfileSelector bound) {
        Shape shape = TrtTypes.takeShape(engine().getProfileShape(input.name(), profile, bound));
        return shape.rank() == input.shape().rank() ? shape : input.shape();
    }

    /**
     * Opens a context that computes in one profile. The caller closes it before the plan and the scratch memory.
     *
     * @param scratch at least the profile's {@link TrtProfile#deviceBytes}; contexts that never run at once may share it
     * @throws EngineException FATAL, if TensorRT makes none
     */
    public TrtContext openContext(TrtProfile profile, DeviceBuffer scratch, CudaStream stream) {
        gpu.select();
        TrtLogger.shared().forgetErrors();
        return TrtContext.open(
                engine().createExecutionContext(ExecutionContextAllocationStrategy.kUSER_MANAGED),
                this,
                profile,
                scratch,
                stream);
    }

    @Override
    public void close() {
        engine.close();
    }
}
