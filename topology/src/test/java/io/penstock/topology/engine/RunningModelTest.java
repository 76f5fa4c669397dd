package io.penstock.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.EngineProvider;
import io.penstock.engine.testkit.FakeDevices;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.inference.batching.BatchListener;
import io.penstock.topology.config.InferConfig;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.model.Model;
import io.penstock.topology.model.ModelRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunningModelTest {
    private final Model model =
            new ModelRepository(Path.of(System.getProperty("penstock.models"))).find("digits", Optional.empty());

    private static InferConfig infer(String keys) {
        String yaml = "infer: { model: digits, " + keys + " }";
        return PipelineConfig.parse(yaml, "pipeline.yaml", Path.of(""), Map.of())
                .infer()
                .orElseThrow();
    }

    private RunningModel start(EngineProvider provider, String keys) {
        return RunningModel.start(model, infer(keys), Backends.of(List.of(provider)), BatchListener.NONE);
    }

    private static FakeEngine engine(FakeDevices devices, int device) {
        return devices.engine(device).orElseThrow();
    }

    @Test
    void opensTheSessionsOnEveryDeviceAndClosesThemAndTheirEngines() {
        FakeDevices devices = FakeDevices.create();

        try (RunningModel running = start(devices, "devices: [0, 3], sessions: 2")) {
            assertThat(running.engines()).extracting(EngineInfo::device).containsExactly("fake:0", "fake:3");
            assertThat(engine(devices, 0).openSessions()).isEqualTo(2);
            assertThat(engine(devices, 3).openSessions()).isEqualTo(2);
            assertThat(devices.engine(1)).isEmpty();
        }

        assertThat(engine(devices, 0).isFreed()).isTrue();
        assertThat(engine(devices, 3).isFreed()).isTrue();
    }

    @Test
    void namesEveryDeviceInItsDescription() {
        try (RunningModel running = start(FakeDevices.create(), "backend: fake, devices: [1, 0]")) {
            assertThat(running.description())
                    .isEqualTo("fake 1 on fake:1 + fake:0, fp32, model digits version 1 (infer.backend names it)");
        }
    }

    @Test
    void saysThatWhatOneDeviceServesIsNotVerified() {
        FakeDevices devices = FakeDevices.customised((device, engine) -> device == 1 ? engine.unverified() : engine);

        try (RunningModel running = start(devices, "backend: fake, devices: [0, 1]")) {
            assertThat(running.description())
                    .isEqualTo("fake 1 on fake:0 + fake:1, fp32, model digits version 1, NOT VERIFIED"
                            + " (infer.backend names it)");
        }
    }

    @Test
    void loadsTheModelOnAllDevicesAtTheSameTime() {
        CountDownLatch loading = new CountDownLatch(3);
        FakeDevices devices = FakeDevices.customised((device, engine) -> {
            loading.countDown();
            await(loading);
            return engine;
        });

        try (RunningModel running = start(devices, "devices: [0, 1, 2]")) {
            assertThat(running.engines()).hasSize(3);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closesTheOtherEnginesIfTheModelDoesNotLoadOnOneDevice() {
        FakeDevices devices = FakeDevices.customised((device, engine) -> {
            if (device > 0) {
                throw new EngineException(FailureCategory.FATAL, "there is no such device: device=" + device);
            }
            return engine;
        });

        assertThatThrownBy(() -> start(devices, "devices: [0, 1, 2]"))
                .isInstanceOf(EngineException.class)
                .hasMessage("there is no such device: device=1")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .isInstanceOfSatisfying(EngineException.class, second -> assertThat(second)
                                .hasMessage("there is no such device: device=2")));
        assertThat(engine(devices, 0).isFreed()).isTrue();
    }

    @Test
    void closesAllEnginesIfASessionDoesNotOpen() {
        FakeDevices devices = FakeDevices.customised(
                (device, engine) -> device == 1 ? engine.poison(RunningModelTest::refuseAll) : engine);

        assertThatThrownBy(() -> start(devices, "devices: [0, 1]")).isInstanceOf(PenstockException.class);

        assertThat(engine(devices, 0).isFreed()).isTrue();
        assertThat(engine(devices, 1).isFreed()).isTrue();
    }

    private static boolean refuseAll(double firstElement) {
        throw new EngineException(FailureCategory.FATAL, "out of memory");
    }

    @Test
    void refusesDevicesOfABackendThatHasNone() {
        Backends backends = Backends.load();
        InferConfig both = infer("backend: onnxruntime, devices: [0, 1]");
        InferConfig second = infer("backend: onnxruntime, devices: 1");

        assertThatThrownBy(() -> RunningModel.start(model, both, backends, BatchListener.NONE))
                .isInstanceOf(PenstockException.class)
                .hasMessage("infer.devices: this backend has no devices to choose among: devices=[0, 1],"
                        + " backend=onnxruntime (infer.backend names it); leave infer.devices out, or let"
                        + " infer.backend name one that computes on GPUs");
        assertThatThrownBy(() -> RunningModel.start(model, second, backends, BatchListener.NONE))
                .isInstanceOf(PenstockException.class)
                .hasMessageContaining("devices=[1], backend=onnxruntime");
    }
}
