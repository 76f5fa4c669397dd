package io.penstock.engine.tensorrt.build;

import io.penstock.FailureCategory;
import io.penstock.engine.Availability;
import io.penstock.engine.EngineException;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.engine.tensorrt.gpu.NativeLibraries;
import io.penstock.engine.tensorrt.gpu.Owned;
import io.penstock.engine.tensorrt.gpu.TrtLogger;
import io.penstock.workshop.build.BuildCancelledException;
import io.penstock.workshop.build.BuildListener;
import io.penstock.workshop.build.BuildReport;
import io.penstock.workshop.build.BuildRequest;
import io.penstock.workshop.build.Device;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.build.PlanInspection;
import io.penstock.workshop.onnx.OnnxGraph;
import io.penstock.workshop.plan.LoadedPlan;
import io.penstock.workshop.plan.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.jspecify.annotations.Nullable;

/** TensorRT's builder. Thread-safe; one build at a time. */
public final class TensorRtBuilder implements EngineBuilder {
    private final NativeLibraries libraries;

    /** The builder; nothing native is loaded yet. */
    public TensorRtBuilder() {
        this.libraries = NativeLibraries.shared();
    }

    @Override
    public String backend() {
        return "tensorrt";
    }

    @Override
    public Availability availability() {
        return libraries.availability();
    }

    @Override
    public Device device(int index) {
        libraries.require();
        return describe(Gpu.at(index));
    }

    private Device describe(Gpu gpu) {
        Target target = new Target(gpu.name(), gpu.major() + "." + gpu.minor(), libraries.tensorRtVersion());
        return new Device(gpu.index(), target, Driver.version(), gpu.memoryBytes());
    }

    @Override
    public synchronized BuildReport build(BuildRequest request, Path plan, BuildListener listener) {
        libraries.require();
        Gpu gpu = Gpu.at(request.device());
        gpu.select();
        TrtLogger.shared().forgetErrors();
        long start = System.nanoTime();
        try (Owned<IBuilder> builder =
                Owned.takeOwnershipOf(nvinfer.createInferBuilder(TrtLogger.shared()), "a builder")) {
            request.settings().plugins().forEach(plugin -> load(builder.object(), plugin));
            try (OnnxNetwork network = OnnxNetwork.parse(builder.object(), request.model())) {
                if (request.settings().forcedPrecision()) {
                    ForcedPrecision.of(request.precision()).apply(network.layers());
                }
                new KeptLayers(request.kept(), OnnxGraph.read(request.model().onnx())).apply(network.layers());
                return build(request, gpu, builder.object(), network, plan, listener, start);
            }
        }
    }

    private static void load(IBuilder builder, Path plugin) {
        var handle =
                builder.getPluginRegistry().loadLibrary(plugin.toAbsolutePath().toString());
        if (handle == null || handle.isNull()) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "TensorRT cannot load a plugin library: library=" + plugin + ": "
                            + TrtLogger.shared().lastErrors());
        }
    }

    private BuildReport build(
            BuildRequest request,
            Gpu gpu,
            IBuilder builder,
            OnnxNetwork network,
            Path plan,
            BuildListener listener,
            long start) {
        BuildConfiguration configuration = new BuildConfiguration(builder, request);
        try (Owned<IBuilderConfig> config = configuration.open();
                ProgressMonitor monitor = new ProgressMonitor(listener);
                Closing<EntropyCalibrator> calibrator = new Closing<>(calibrator(request, gpu, network, listener));
                Closing<TimingCache> timings =
                        new Closing<>(TimingCache.use(request.settings().timingCache(), config.object()))) {
            config.object().setProgressMonitor(monitor.monitor());
            calibrator.content().ifPresent(each -> calibrate(config.object(), each, configuration));
            IHostMemory bytes = builder.buildSerializedNetwork(network.definition(), config.object());
            calibrator.content().ifPresent(EntropyCalibrator::rethrow);
            write(request, bytes, monitor, plan);
            timings.content().ifPresent(TimingCache::save);
            return new BuildReport(
                    describe(gpu),
                    (System.nanoTime() - start) / 1e9,
                    calibrator.content().flatMap(EntropyCalibrator::sha256),
                    calibrator.content().map(EntropyCalibrator::isReused).orElse(false));
        }
    }

    @SuppressWarnings("deprecation") // TensorRT 11 drops calibration, 10.6 has it
    private static void calibrate(
            IBuilderConfig config, EntropyCalibrator calibrator, BuildConfiguration configuration) {
        config.setInt8Calibrator(calibrator);
        config.setCalibrationProfile(configuration.calibrationProfile(calibrator.calibration()));
    }

    private static Optional<EntropyCalibrator> calibrator(
            BuildRequest request, Gpu gpu, OnnxNetwork network, BuildListener listener) {
        if (!request.precision().equals("int8") || network.isQuantised()) {
            return Optional.empty();
        }
        return Optional.of(request.calibration()
                .map(calibration ->
                        new EntropyCalibrator(calibration, request.model().signature(), gpu, listener))
                .orElseThrow(() -> new EngineException(
                        FailureCategory.FATAL,
                        "int8 needs real inputs to find the tensors' ranges from: model="
                                + request.model().name()
                                + "; give them with --calibration or engine.calibration in model.yaml,"
                                + " or a model that carries its own (QuantizeLinear, DequantizeLinear)")));
    }

    private static void write(BuildRequest request, @Nullable IHostMemory bytes, ProgressMonitor monitor, Path plan) {
        if (bytes == null || bytes.isNull()) {
            if (monitor.isStopped()) {
                throw new BuildCancelledException(request.model().name());
            }
            throw new EngineException(
                    FailureCategory.FATAL,
                    "TensorRT cannot build the plan: model=" + request.model().name() + ", precision="
                            + request.precision() + ": " + TrtLogger.shared().lastErrors());
        }
        try (Owned<IHostMemory> content = Owned.takeOwnershipOf(bytes, "a plan")) {
            HostBytes.write(content.object(), plan);
        } catch (IOException e) {
            throw new EngineException(FailureCategory.FATAL, "cannot write the plan: file=" + plan + ": " + e, e);
        }
    }

    @Override
    public PlanInspection inspect(LoadedPlan plan, int device, List<Path> plugins) {
        libraries.require();
        return PlanInspector.inspect(Gpu.at(device), plan, plugins);
    }
}
