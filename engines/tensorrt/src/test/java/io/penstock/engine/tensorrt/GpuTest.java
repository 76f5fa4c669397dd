package io.penstock.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.engine.Availability.Available;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.engine.testkit.ContractModel;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("gpu")
class GpuTest {
    private static final ContractModel MODEL = ContractModel.rowSums();

    @Test
    void namesTheGpuAndTheVersions() {
        assertThat(new TensorRtProvider().availability())
                .isInstanceOfSatisfying(Available.class, available -> assertThat(available.detail())
                        .matches("TensorRT 10\\.6\\.[0-9]+, driver for CUDA [0-9.]+, cuda:0 NVIDIA .*"));
    }

    @Test
    void saysWhereItRuns() {
        try (Engine engine = Loading.load(MODEL, 4)) {
            assertThat(engine.info().backend()).isEqualTo("tensorrt");
            assertThat(engine.info().backendVersion()).startsWith("10.6.");
            assertThat(engine.info().device()).isEqualTo(Gpu.at(0).label());
        }
    }

    @Test
    void refusesADeviceThatIsNotThere() {
        ModelArtifact artifact = new ModelArtifact("m", "1", Path.of("none.onnx"), MODEL.signature());
        EngineOptions options = new EngineOptions(4, MODEL.buckets(), 1, "fp32", 99, Map.of());

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> new TensorRtProvider(new ContractPlans(MODEL)).load(artifact, options))
                .withMessageStartingWith("there is no such GPU: device=99, devices=[cuda:0 ");
    }

    @Test
    void saysWhyTensorRtRefusesAPlan() {
        ByteBuffer garbage = ByteBuffer.allocateDirect(4096);
        LocatedPlan plan = new LocatedPlan(Path.of("garbage.plan"), garbage, "0".repeat(64), List.of(), true);

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Loading.load(MODEL, 4, new OnePlan(plan), Map.of()))
                .withMessageStartingWith("TensorRT did not make an engine of the plan of row-sums/1: ")
                .withMessageNotContaining("it gave no reason");
    }
}
