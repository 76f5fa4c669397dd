package io.penstock.engine.tensorrt;

import io.penstock.FailureCategory;
import io.penstock.engine.Bucket;
import io.penstock.engine.EngineException;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.lifetime.Acquired;
import io.penstock.engine.tensorrt.gpu.CudaEvent;
import io.penstock.engine.tensorrt.gpu.CudaStream;
import io.penstock.engine.tensorrt.gpu.DeviceBuffer;
import io.penstock.engine.tensorrt.gpu.TrtContext;
import io.penstock.engine.tensorrt.gpu.TrtPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Opens what a session computes with; once, on one thread. A failure frees what was open by then. */
final class SessionBuilder {
    private final TrtPlan plan;
    private final Signature signature;
    private final Bucket bucket;
    private final BucketProfiles profiles;
    private final int maxRows;
    private final String name;
    private final Acquired owned = new Acquired();

    /**
     * A builder.
     *
     * @param profiles the plan's profiles that serve the bucket
     * @param maxRows the most rows one run takes
     * @param model the model's name
     */
    SessionBuilder(
            TrtPlan plan, Signature signature, Bucket bucket, BucketProfiles profiles, int maxRows, String model) {
        this.plan = plan;
        this.signature = signature;
        this.bucket = bucket;
        this.profiles = profiles;
        this.maxRows = maxRows;
        this.name = model + "[" + bucket.name() + "]";
    }

    /**
     * Opens it all.
     *
     * @throws EngineException FATAL, if memory runs out or an output's shape is not known before it is computed
     */
    Computation open(GraphSizes sizes) {
        try {
            return openAll(sizes);
        } catch (Throwable failure) {
            owned.closeAfter(failure);
            throw failure;
        }
    }

    /**
     * Opens what a run consists of, without graphs; the caller closes it.
     *
     * @throws EngineException FATAL, as {@link #open}
     */
    RunParts openParts() {
        try {
            plan.gpu().select();
            CudaStream stream = CudaStream.open();
            owned.add(stream::close);
            Lanes lanes = lanes(stream);
            SessionMemory memory = memory(lanes);
            bind(lanes, memory);
            return new RunParts(stream, lanes, memory, owned);
        } catch (Throwable failure) {
            owned.closeAfter(failure);
            throw failure;
        }
    }

    private Computation openAll(GraphSizes sizes) {
        plan.gpu().select();
        CudaStream stream = CudaStream.open();
        owned.add(stream::close);
        CudaEvent end = CudaEvent.open();
        owned.add(end::close);
        Lanes lanes = lanes(stream);
        SessionMemory memory = memory(lanes);
        bind(lanes, memory);
        GraphSizes padded =
                new GraphSizes(sizes.sizes().stream().map(lanes::padded).toList());
        List<CapturedGraph> graphs = new GraphCapture(stream, rows -> lanes.compute(stream, memory, 0, rows), name)
                .captureAll(padded, owned);
        return new Computation(plan.gpu(), stream, end, memory, lanes, graphs, owned);
    }

    /** Contexts that never compute at once share their scratch memory. */
    private Lanes lanes(CudaStream stream) {
        List<ServedRows> used = profiles.forBatchesUpTo(maxRows);
        long bytes = used.stream()
                .mapToLong(served -> served.profile().deviceBytes())
                .max()
                .orElse(0);
        DeviceBuffer scratch = DeviceBuffer.allocate(plan.gpu(), bytes, "the scratch memory of session " + name);
        owned.add(scratch::close);
        return new Lanes(
                used.stream().map(served -> lane(served, scratch, stream)).toList());
    }

    private Lane lane(ServedRows served, DeviceBuffer scratch, CudaStream stream) {
        TrtContext context = plan.openContext(served.profile(), scratch, stream);
        owned.add(context::close);
        for (int i = 0; i < signature.inputs().size(); i++) {
            context.setRowShape(
                    signature.inputs().get(i).name(), bucket.rowShapes().get(i));
        }
        context.setRows(served.padded(Math.min(maxRows, served.maxRows())));
        return new Lane(served, context);
    }

    private SessionMemory memory(Lanes lanes) {
        int capacity = lanes.padded(maxRows);
        List<Transfer> inputs = IntStream.range(0, signature.inputs().size())
                .mapToObj(i ->
                        transfer(signature.inputs().get(i), bucket.rowShapes().get(i), capacity))
                .toList();
        TrtContext largest = lanes.lanes().get(lanes.lanes().size() - 1).context();
        List<Transfer> outputs = new ArrayList<>();
        for (TensorSpec spec : signature.outputs()) {
            outputs.add(transfer(spec, outputRowShape(spec, largest.shape(spec.name()), capacity), capacity));
        }
        return new SessionMemory(inputs, outputs);
    }

    private Transfer transfer(TensorSpec spec, Shape rowShape, int capacity) {
        return Transfer.allocate(plan.gpu(), spec, rowShape, capacity, maxRows, owned, name);
    }

    private static Shape outputRowShape(TensorSpec spec, Shape computed, int rows) {
        if (computed.isDynamic() || computed.rank() == 0 || computed.dimension(0) != rows) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "an output needs the batch as its first dimension and a shape that only the inputs' shapes decide:"
                            + " output=" + spec.name() + ", rows=" + rows + ", computed=" + computed
                            + "; this model runs with backend: onnxruntime");
        }
        return computed.row();
    }

    private static void bind(Lanes lanes, SessionMemory memory) {
        for (Lane lane : lanes.lanes()) {
            memory.inputs().forEach(input -> lane.context().bind(input.name(), input.device()));
            memory.outputs().forEach(output -> lane.context().bind(output.name(), output.device()));
        }
    }
}
