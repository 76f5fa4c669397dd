package io.penstock.engine.tensorrt.build;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.engine.tensorrt.gpu.Owned;
import io.penstock.workshop.build.BuildRequest;
import io.penstock.workshop.build.BuilderSettings;
import io.penstock.workshop.build.Calibration;
import io.penstock.workshop.plan.InputProfile;
import io.penstock.workshop.plan.PlanProfile;
import java.util.List;
import org.bytedeco.tensorrt.global.nvinfer.BuilderFlag;
import org.bytedeco.tensorrt.global.nvinfer.HardwareCompatibilityLevel;
import org.bytedeco.tensorrt.global.nvinfer.MemoryPoolType;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.global.nvinfer.ProfilingVerbosity;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IOptimizationProfile;

/** Says to TensorRT what a request asks for. */
final class BuildConfiguration {
    private final IBuilder builder;
    private final BuildRequest request;

    BuildConfiguration(IBuilder builder, BuildRequest request) {
        this.builder = builder;
        this.request = request;
    }

    /** The configuration, but for calibration; the caller closes it before the builder. */
    Owned<IBuilderConfig> open() {
        Owned<IBuilderConfig> owned = Owned.takeOwnershipOf(builder.createBuilderConfig(), "a builder configuration");
        boolean complete = false;
        try {
            IBuilderConfig config = owned.object();
            config.setProfilingVerbosity(ProfilingVerbosity.kDETAILED);
            precision(config);
            settings(config, request.settings());
            request.profiles().forEach(profile -> config.addOptimizationProfile(profile(profile)));
            complete = true;
            return owned;
        } finally {
            if (!complete) {
                owned.close();
            }
        }
    }

    private void precision(IBuilderConfig config) {
        // on by default, though it is not what fp32 says
        config.clearFlag(BuilderFlag.kTF32);
        switch (request.precision()) {
            case "tf32" -> config.setFlag(BuilderFlag.kTF32);
            case "fp16" -> config.setFlag(BuilderFlag.kFP16);
            case "bf16" -> config.setFlag(BuilderFlag.kBF16);
            case "int8" -> {
                config.setFlag(BuilderFlag.kINT8);
                config.setFlag(BuilderFlag.kFP16);
            }
            default -> {}
        }
        boolean forced = request.settings().forcedPrecision();
        if (forced || !request.kept().isEmpty()) {
            config.setFlag(
                    forced ? BuilderFlag.kPREFER_PRECISION_CONSTRAINTS : BuilderFlag.kOBEY_PRECISION_CONSTRAINTS);
        }
        for (var kept : request.kept()) {
            if (kept.precision().equals("bf16")) {
                config.setFlag(BuilderFlag.kBF16);
            }
        }
    }

    private static void settings(IBuilderConfig config, BuilderSettings settings) {
        config.setBuilderOptimizationLevel(settings.optimizationLevel());
        if (settings.structuredSparsity()) {
            config.setFlag(BuilderFlag.kSPARSE_WEIGHTS);
        }
        if (settings.workspaceBytes() > 0) {
            config.setMemoryPoolLimit(MemoryPoolType.kWORKSPACE, settings.workspaceBytes());
        }
        if (settings.ampereOrNewer()) {
            config.setHardwareCompatibilityLevel(HardwareCompatibilityLevel.kAMPERE_PLUS);
        }
    }

    private IOptimizationProfile profile(PlanProfile profile) {
        IOptimizationProfile made = builder.createOptimizationProfile();
        for (InputProfile input : profile.inputs()) {
            set(made, input.input(), OptProfileSelector.kMIN, input.min());
            set(made, input.input(), OptProfileSelector.kOPT, input.opt());
            set(made, input.input(), OptProfileSelector.kMAX, input.max());
        }
        return made;
    }

    /** The one shape that calibration runs in; no other profile needs to take it. */
    IOptimizationProfile calibrationProfile(Calibration calibration) {
        return profile(PlanProfile.of(
                calibration.bucket(),
                request.model().signature(),
                calibration.batch(),
                calibration.batch(),
                calibration.batch()));
    }

    private static void set(IOptimizationProfile profile, String input, OptProfileSelector bound, List<Long> shape) {
        try (Dims64 dims = new Dims64()) {
            dims.nbDims(shape.size());
            for (int i = 0; i < shape.size(); i++) {
                dims.d(i, shape.get(i));
            }
            if (!profile.setDimensions(input, bound, dims)) {
                throw new EngineException(
                        FailureCategory.FATAL,
                        "TensorRT does not take these dimensions for a profile: input=" + input + ", "
                                + bound.name().substring(1) + "=" + shape);
            }
        }
    }
}
