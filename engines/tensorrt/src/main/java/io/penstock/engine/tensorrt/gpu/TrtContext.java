package io.penstock.engine.tensorrt.gpu;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * The state of one computation at a time over a plan: its profile, the addresses of its tensors, and the shapes of its
 * inputs. For one thread at a time. Once bound and shaped, setting rows and enqueueing allocate nothing.
 */
public final class TrtContext implements AutoCloseable {
    /** An input's name and shape as TensorRT takes them, kept so that a run makes neither. */
    private record Input(BytePointer name, Dims64 dims) implements AutoCloseable {
        @Override
        public void close() {
            name.close();
            dims.close();
        }
    }

    private final Owned<IExecutionContext> context;
    private final List<Input> inputs = new ArrayList<>();

    private int rows;

    private TrtContext(Owned<IExecutionContext> context) {
        this.context = context;
    }

    static TrtContext open(
            @Nullable IExecutionContext made,
            TrtPlan plan,
            TrtProfile profile,
            DeviceBuffer scratch,
            CudaStream stream) {
        TrtContext context = new TrtContext(Owned.takeOwnershipOf(made, "an execution context"));
        boolean complete = false;
        try {
            require(
                    context.context().setOptimizationProfileAsync(profile.index(), stream.handle()),
                    "select profile " + profile.index());
            stream.synchronize();
            // after the profile: the size is checked against what the selected one takes
            context.context().setDeviceMemoryV2(scratch.address(), scratch.bytes());
            complete = true;
            return context;
        } finally {
            if (!complete) {
                context.close();
            }
        }
    }

    /** TensorRT's own object, for what this class has no method for. */
    public IExecutionContext context() {
        return context.object();
    }

    /** Gives a tensor its memory. */
    public void bind(String tensor, DeviceBuffer memory) {
        require(context().setTensorAddress(tensor, memory.address()), "bind tensor " + tensor);
    }

    /** Fixes the row shape of an input; its rows come with {@link #setRows}. */
    public void setRowShape(String input, Shape row) {
        inputs.add(new Input(new BytePointer(input), TrtTypes.dims(row.batch(1))));
        rows = 0;
    }

    /**
     * Sets the rows of every input.
     *
     * @throws EngineException FATAL, if the profile does not serve them
     */
    public void setRows(int rows) {
        if (this.rows == rows) {
            return;
        }
        for (Input input : inputs) {
            input.dims().d(0, rows);
            require(context().setInputShape(input.name(), input.dims()), "take a batch of " + rows + " rows");
        }
        this.rows = rows;
    }

    /** The shape of a tensor for the rows set; {@link Shape#DYNAMIC} where only the data decide. */
    public Shape shape(String tensor) {
        return TrtTypes.takeShape(context().getTensorShape(tensor));
    }

    /**
     * Puts the computation into the stream.
     *
     * @throws EngineException TRANSIENT, if TensorRT refuses; the message has its reason
     */
    public void enqueue(CudaStream stream) {
        if (!context().enqueueV3(stream.handle())) {
            throw new EngineException(
                    FailureCategory.TRANSIENT,
                    "TensorRT refused a run: rows=" + rows + ": "
                            + TrtLogger.shared().lastErrors());
        }
    }

    private static void require(boolean done, String what) {
        if (!done) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "TensorRT cannot " + what + ": " + TrtLogger.shared().lastErrors());
        }
    }

    @Override
    public void close() {
        context.close();
        inputs.forEach(Input::close);
        inputs.clear();
    }
}
