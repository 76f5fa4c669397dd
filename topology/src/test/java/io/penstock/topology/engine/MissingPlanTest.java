package io.penstock.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.PenstockException;
import io.penstock.engine.Availability;
import io.penstock.engine.Bucket;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.testkit.FakeProvider;
import io.penstock.topology.model.Model;
import io.penstock.topology.model.ModelRepository;
import io.penstock.workshop.build.BuildListener;
import io.penstock.workshop.build.BuildReport;
import io.penstock.workshop.build.BuildRequest;
import io.penstock.workshop.build.Device;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.build.PlanInspection;
import io.penstock.workshop.plan.LoadedPlan;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.plan.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingPlanTest {
    private final Model model =
            new ModelRepository(Path.of(System.getProperty("penstock.models"))).find("digits", Optional.empty());
    private final Backends backends = Backends.of(List.of(
            new FakeProvider("onnxruntime", 0, new Availability.Available("fake")),
            new FakeProvider("tensorrt", 1, new Availability.Available("fake"))));
    private final PlanRepository repository;
    private final EngineOptions options;
    private final CountingBuilder builder = new CountingBuilder(new AtomicInteger());

    MissingPlanTest(@TempDir Path folder) {
        repository = new PlanRepository(folder);
        options = new EngineOptions(
                8,
                List.of(Bucket.fixed(model.artifact().signature())),
                "fp16",
                0,
                Map.of("plans", folder.toString(), "buildMissing", "true"));
    }

    @Test
    void isBuiltForWhatThePipelineAsks() {
        build();

        PlanManifest built = repository.list().get(0);
        assertThat(built.key().path()).isEqualTo("digits/1/nvidia-h200-sm90-trt10.6.0-fp16");
        assertThat(built.profiles().get(0).maxRows()).isEqualTo(8);
        assertThat(built.onnxSha256()).isEqualTo(model.sha256());
    }

    @Test
    void isBuiltOnce() {
        // the fakes' hash is that of no plan, so the outcome cannot be put on record
        build();
        new MissingPlan(model, options, backends, builder).build();

        assertThat(builder.builds()).hasValue(1);
    }

    @Test
    void isWantedOnlyWhenSaid() {
        assertThat(MissingPlan.isWanted(options)).isTrue();
        assertThat(MissingPlan.isWanted(new EngineOptions(8, options.buckets(), "fp16", 0, Map.of())))
                .isFalse();
    }

    private void build() {
        try {
            new MissingPlan(model, options, backends, builder).build();
        } catch (PenstockException e) {
            assertThat(e).hasMessageStartingWith("another plan was compared than the one that lies here");
        }
    }

    private record CountingBuilder(AtomicInteger builds) implements EngineBuilder {
        @Override
        public String backend() {
            return "tensorrt";
        }

        @Override
        public Availability availability() {
            return new Availability.Available("in memory");
        }

        @Override
        public Device device(int index) {
            return new Device(index, new Target("NVIDIA H200", "9.0", "10.6.0"), "580", 1L << 37);
        }

        @Override
        public BuildReport build(BuildRequest request, Path plan, BuildListener listener) {
            builds.incrementAndGet();
            try {
                Files.writeString(plan, "plan");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new BuildReport(device(0), 1, Optional.empty(), false);
        }

        @Override
        public PlanInspection inspect(LoadedPlan plan, int device, List<Path> plugins) {
            return new PlanInspection(List.of(), 1, 0, List.of());
        }
    }
}
