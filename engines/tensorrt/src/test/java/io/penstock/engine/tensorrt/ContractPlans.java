package io.penstock.engine.tensorrt;

import io.penstock.engine.DataType;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.engine.tensorrt.gpu.TrtTypes;
import io.penstock.engine.testkit.ContractModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IConcatenationLayer;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.ITensor;
import org.bytedeco.tensorrt.nvinfer.Weights;

/** The plans of the contract's models, each built once. */
final class ContractPlans implements PlanSource {
    private record Key(ContractModel model, int maxRows) {}

    private static final Map<Key, LocatedPlan> BUILT = new ConcurrentHashMap<>();

    private final ContractModel model;

    ContractPlans(ContractModel model) {
        this.model = model;
    }

    @Override
    public LocatedPlan find(ModelArtifact artifact, EngineOptions options, Gpu gpu) {
        return BUILT.computeIfAbsent(new Key(model, options.maxRows()), ContractPlans::build);
    }

    @Override
    public Set<String> propertyNames() {
        return Set.of();
    }

    private static LocatedPlan build(Key key) {
        List<TensorSpec> inputs = key.model().signature().inputs();
        List<BuiltPlan.Profile> profiles = key.model().buckets().stream()
                .map(bucket -> new BuiltPlan.Profile(bucket.rowShapes(), 1, key.maxRows()))
                .toList();
        boolean echo = key.model().name().equals("echo");
        return BuiltPlan.of(
                inputs,
                profiles,
                (network, tensors) ->
                        echo ? echo(network, tensors.get(0), inputs.get(0).dtype()) : rowSums(network, tensors));
    }

    static ITensor rowSums(INetworkDefinition network, List<ITensor> inputs) {
        try (PointerPointer<ITensor> tensors = new PointerPointer<>(inputs.toArray(ITensor[]::new))) {
            IConcatenationLayer all = network.addConcatenation(tensors, inputs.size());
            all.setAxis(1);
            return network.addReduce(all.getOutput(0), nvinfer.ReduceOperation.kSUM, 1 << 1, true)
                    .getOutput(0);
        }
    }

    /** TensorRT computes nothing in 8 bits: such inputs go through a wider type and back. */
    private static ITensor echo(INetworkDefinition network, ITensor input, DataType dtype) {
        return switch (dtype) {
            case UINT8 -> {
                ITensor wide = network.addCast(input, nvinfer.DataType.kFLOAT).getOutput(0);
                yield network.addCast(wide, nvinfer.DataType.kUINT8).getOutput(0);
            }
            case INT8 -> {
                ITensor one = one(network);
                ITensor wide = network.addDequantize(input, one, nvinfer.DataType.kFLOAT)
                        .getOutput(0);
                yield network.addQuantize(wide, one, nvinfer.DataType.kINT8).getOutput(0);
            }
            default -> network.addCast(input, TrtTypes.trt(dtype)).getOutput(0);
        };
    }

    /** TensorRT reads it when it builds, so it lives as long as the JVM. */
    private static final FloatPointer ONE = new FloatPointer(1f);

    private static ITensor one(INetworkDefinition network) {
        try (Dims64 scalar = new Dims64();
                Weights weights = new Weights()) {
            scalar.nbDims(0);
            weights.type(nvinfer.DataType.kFLOAT).values(ONE).count(1);
            return network.addConstant(scalar, weights).getOutput(0);
        }
    }
}
