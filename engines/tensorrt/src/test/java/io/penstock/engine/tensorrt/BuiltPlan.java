package io.penstock.engine.tensorrt;

import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.tensorrt.gpu.NativeLibraries;
import io.penstock.engine.tensorrt.gpu.Owned;
import io.penstock.engine.tensorrt.gpu.TrtLogger;
import io.penstock.engine.tensorrt.gpu.TrtTypes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.IOptimizationProfile;
import org.bytedeco.tensorrt.nvinfer.ITensor;

/** Builds plans of tiny networks on the GPU. */
final class BuiltPlan {
    /** The row shape of every input and the batches of one profile. */
    record Profile(List<Shape> rowShapes, int minRows, int maxRows) {}

    private BuiltPlan() {}

    /**
     * A plan.
     *
     * @param body makes the output, which is called {@code y}, of the inputs
     */
    static LocatedPlan of(
            List<TensorSpec> inputs,
            List<Profile> profiles,
            BiFunction<INetworkDefinition, List<ITensor>, ITensor> body) {
        NativeLibraries.shared().require();
        try (Owned<IBuilder> builder =
                        Owned.takeOwnershipOf(nvinfer.createInferBuilder(TrtLogger.shared()), "a builder");
                Owned<INetworkDefinition> network = Owned.takeOwnershipOf(
                        builder.object()
                                .createNetworkV2(1 << nvinfer.NetworkDefinitionCreationFlag.kSTRONGLY_TYPED.value),
                        "a network");
                Owned<IBuilderConfig> config =
                        Owned.takeOwnershipOf(builder.object().createBuilderConfig(), "a configuration")) {
            List<ITensor> tensors =
                    inputs.stream().map(spec -> input(network.object(), spec)).toList();
            ITensor output = body.apply(network.object(), tensors);
            output.setName("y");
            network.object().markOutput(output);
            for (Profile profile : profiles) {
                config.object().addOptimizationProfile(profile(builder.object(), inputs, profile));
            }
            config.object().setBuilderOptimizationLevel(0);
            try (Owned<IHostMemory> plan = Owned.takeOwnershipOf(
                    builder.object().buildSerializedNetwork(network.object(), config.object()), "a plan")) {
                return located(plan.object());
            }
        }
    }

    private static ITensor input(INetworkDefinition network, TensorSpec spec) {
        try (Dims64 dims = TrtTypes.dims(spec.shape())) {
            return network.addInput(spec.name(), TrtTypes.trt(spec.dtype()), dims);
        }
    }

    private static IOptimizationProfile profile(IBuilder builder, List<TensorSpec> inputs, Profile profile) {
        IOptimizationProfile made = builder.createOptimizationProfile();
        for (int i = 0; i < inputs.size(); i++) {
            Shape row = profile.rowShapes().get(i);
            try (Dims64 min = TrtTypes.dims(row.batch(profile.minRows()));
                    Dims64 max = TrtTypes.dims(row.batch(profile.maxRows()))) {
                String name = inputs.get(i).name();
                made.setDimensions(name, OptProfileSelector.kMIN, min);
                made.setDimensions(name, OptProfileSelector.kOPT, max);
                made.setDimensions(name, OptProfileSelector.kMAX, max);
            }
        }
        return made;
    }

    private static LocatedPlan located(IHostMemory plan) {
        ByteBuffer serialised = plan.data().limit(plan.size()).asByteBuffer();
        ByteBuffer copy = ByteBuffer.allocateDirect(serialised.remaining()).put(serialised.duplicate());
        return new LocatedPlan(Path.of("test.plan"), copy.flip(), hash(copy.duplicate()), List.of(), true);
    }

    private static String hash(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
