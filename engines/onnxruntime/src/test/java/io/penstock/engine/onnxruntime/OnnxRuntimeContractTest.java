package io.penstock.engine.onnxruntime;

import io.penstock.engine.Engine;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.testkit.ContractModel;
import io.penstock.engine.testkit.EngineContractTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class OnnxRuntimeContractTest extends EngineContractTest {
    private final Path folder;

    OnnxRuntimeContractTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** As many as the contract has at once. */
    private static final int SESSIONS = 4;

    @Override
    public Engine load(ContractModel model, int maxRows) throws IOException {
        Path file = write(model);
        return new OnnxRuntimeProvider()
                .load(
                        new ModelArtifact(model.name(), "1", file, model.signature()),
                        new EngineOptions(
                                maxRows, model.buckets(), SESSIONS, "fp32", 0, Map.of("intraOpThreads", "1")));
    }

    private Path write(ContractModel model) throws IOException {
        OnnxModel onnx = new OnnxModel();
        List<TensorSpec> inputs = model.signature().inputs();
        inputs.forEach(input -> onnx.input(
                input.name(),
                input.dtype(),
                "N",
                input.shape().dimension(1) == Shape.DYNAMIC
                        ? "length"
                        : "" + input.shape().dimension(1)));
        onnx.output("y", inputs.get(0).dtype(), "N", "1");
        if (inputs.get(0).shape().equals(Shape.of(-1, 1))) {
            onnx.node("Identity", List.of("x"), "y");
        } else {
            onnx.longs("axes", 1)
                    .node(
                            "Concat",
                            inputs.stream().map(TensorSpec::name).toList(),
                            "all",
                            OnnxModel.attribute("axis", 1))
                    .node("ReduceSum", List.of("all", "axes"), "y", OnnxModel.attribute("keepdims", 1));
        }
        return onnx.writeTo(folder.resolve(model.name() + ".onnx"));
    }

    @Override
    public long liveNativeResources() {
        return LiveHandles.count();
    }
}
