package io.penstock.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.PenstockException;
import io.penstock.engine.Availability;
import io.penstock.engine.Bucket;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.EngineProvider;
import io.penstock.engine.testkit.FakeDevices;
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
import io.penstock.workshop.samples.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingPlanTest {
    private static final String PLAN_SHA256 = Sha256.of(ByteBuffer.wrap("plan".getBytes(StandardCharsets.UTF_8)));

    private final Model model =
            new ModelRepository(Path.of(System.getProperty("penstock.models"))).find("digits", Optional.empty());
    private final EngineProvider reference = new FakeProvider("onnxruntime", 0, new Availability.Available("fake"));
    private final Backends backends =
            Backends.of(List.of(reference, new FakeProvider("tensorrt", 1, new Availability.Available("fake"))));
    private final PlanRepository repository;
    private final EngineOptions options;
    private final CountingBuilder builder = new CountingBuilder(new AtomicInteger());

    MissingPlanTest(@TempDir Path folder) {
        repository = new PlanRepository(folder);
        options = new EngineOptions(
                8,
                List.of(Bucket.fixed(model.artifact().signature())),
                1,
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
    void isBuiltOnceForEachTypeOfGpu() {
        List<EngineOptions> devices = Stream.of(0, 1, 2, 3).map(this::optionsOf).toList();

        MissingPlan.buildEach(model, devices, Backends.of(List.of(reference, anyPlan())), builder);

        assertThat(repository.list())
                .extracting(built -> built.key().path())
                .containsExactlyInAnyOrder(
                        "digits/1/nvidia-h200-sm90-trt10.6.0-fp16", "digits/1/nvidia-l4-sm89-trt10.6.0-fp16");
        assertThat(repository.list()).allMatch(PlanManifest::isVerified);
        assertThat(builder.builds()).hasValue(2);
    }

    private EngineOptions optionsOf(int device) {
        return new EngineOptions(
                options.maxRows(), options.buckets(), 1, options.precision(), device, options.properties());
    }

    /** Its engines have the hash of what the builder writes. */
    private static EngineProvider anyPlan() {
        return FakeDevices.named("tensorrt", (device, engine) -> engine.hash(PLAN_SHA256));
    }

    @Test
    void isWantedOnlyWhenSaid() {
        assertThat(MissingPlan.isWanted(options)).isTrue();
        assertThat(MissingPlan.isWanted(new EngineOptions(8, options.buckets(), 1, "fp16", 0, Map.of())))
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
            Target target =
                    index < 2 ? new Target("NVIDIA H200", "9.0", "10.6.0") : new Target("NVIDIA L4", "8.9", "10.6.0");
            return new Device(index, target, "580", 1L << 37);
        }

        @Override
        public BuildReport build(BuildRequest request, Path plan, BuildListener listener) {
            builds.incrementAndGet();
            try {
                Files.writeString(plan, "plan");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new BuildReport(device(request.device()), 1, Optional.empty(), false);
        }

        @Override
        public PlanInspection inspect(LoadedPlan plan, int device, List<Path> plugins) {
            return new PlanInspection(List.of(), 1, 0, List.of());
        }
    }
}
