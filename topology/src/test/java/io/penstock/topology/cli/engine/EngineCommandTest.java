package io.penstock.topology.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.workshop.plan.PlanKey;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.plan.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCommandTest {
    private static final String MODELS = System.getProperty("penstock.models");
    private static final PlanKey KEY =
            new PlanKey("digits", "1", new Target("NVIDIA H200", "9.0", "10.6.0"), "fp16", "");
    private static final Signature SIGNATURE = new Signature(
            List.of(new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, 4))),
            List.of(new TensorSpec("y", DataType.FLOAT32, Shape.of(-1, 2))));

    private final Path folder;

    EngineCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void listsEveryPlanWithItsState() {
        storeAPlan();

        CommandLineRun run = CommandLineRun.of("list", "--plans", folder.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo("  digits/1/nvidia-h200-sm90-trt10.6.0-fp16  unverified  0.0 MB, built 2026-01-01T00:00:00Z"
                        + " in 2 s" + System.lineSeparator());
    }

    @Test
    void saysWhereItLookedForPlans() {
        assertThat(CommandLineRun.of("list", "--plans", folder.toString()).err())
                .isEqualTo("there are no plans in " + folder + System.lineSeparator());
    }

    @Test
    void pushesNoPlanThatIsUnverified(@TempDir Path remote) {
        storeAPlan();

        CommandLineRun run = CommandLineRun.of(
                "push",
                "digits",
                "--plans",
                folder.toString(),
                "--remote",
                remote.toUri().toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.failure()).startsWith("the plan must not serve: it was never compared with its model");
        assertThat(remote).isEmptyDirectory();
    }

    @Test
    void carriesAPlanToAnotherMachine(@TempDir Path remote, @TempDir Path other) {
        storeAPlan();

        CommandLineRun pushed = CommandLineRun.of(
                "push",
                "digits",
                "--allow-unverified",
                "--plans",
                folder.toString(),
                "--remote",
                remote.toUri().toString());
        CommandLineRun pulled = CommandLineRun.of(
                "pull",
                "digits",
                "--models",
                MODELS,
                "--target",
                "NVIDIA H200,9.0,10.6.0",
                "--plans",
                other.toString(),
                "--remote",
                remote.toUri().toString());

        assertThat(pushed.exitCode()).isZero();
        assertThat(pulled.failure()).isEmpty();
        assertThat(new PlanRepository(other).find(KEY)).isPresent();
    }

    @Test
    void measuresTheModelOnTheCpu() throws IOException {
        Path svg = folder.resolve("bench.svg");
        Path json = folder.resolve("bench.json");

        CommandLineRun run = CommandLineRun.of(
                "bench",
                "digits",
                "--models",
                MODELS,
                "--backend",
                "onnxruntime",
                "--batches",
                "1,8",
                "--sessions",
                "1",
                "--seconds",
                "0.05",
                "--runs",
                "2",
                "--svg",
                svg.toString(),
                "--json",
                json.toString());

        assertThat(run.failure()).isEmpty();
        assertThat(run.out().lines()).hasSize(3);
        assertThat(Files.readString(svg)).startsWith("<svg ");
        assertThat(Files.readString(json))
                .contains(
                        "\"model\" : \"digits\"", "\"version\" : \"1\"", "\"runs\" : \"2\"", "\"maxBatch\" : \"256\"");
    }

    @Test
    void comparesWithABaseline() throws IOException {
        Path baseline = Files.writeString(
                folder.resolve("baseline.json"), "[{\"name\": \"eager\", \"rows\": 1, \"rowsPerSecond\": 10}]");

        CommandLineRun run = bench("--batches", "1", "--baseline", baseline.toString());

        assertThat(run.failure()).isEmpty();
        assertThat(run.out().lines()).hasSize(3).element(0).isEqualTo("baseline: eager");
        assertThat(run.out().lines().skip(2)).allMatch(line -> line.matches(".* 10 +[0-9]+\\.[0-9]x"));
    }

    @Test
    void saysThatABackendCannotBeTakenApartBeforeItMeasures() {
        CommandLineRun run = bench("--profile");

        assertThat(run.out()).isEmpty();
        assertThat(run.failure())
                .isEqualTo("--profile: this backend does not say where the time of a run goes: backend=onnxruntime");
    }

    @Test
    void listsTheBucketsThereAre() {
        assertThat(bench("--bucket", "128").failure())
                .isEqualTo("there is no such bucket: bucket=128, buckets=[fixed]");
    }

    private static CommandLineRun bench(String... more) {
        String[] usual = {
            "bench", "digits", "--models", MODELS, "--backend", "onnxruntime", "--sessions", "1", "--seconds", "0.05"
        };
        return CommandLineRun.of(
                Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void saysThatNothingCanBeBuiltWhereThereIsNoBuilder() {
        CommandLineRun run = CommandLineRun.of("build", "digits", "--models", MODELS, "--plans", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.failure())
                .containsAnyOf("no builder of plans is on the class path", "plans cannot be built here");
    }

    private void storeAPlan() {
        new PlanRepository(folder).store(KEY, part -> {
            write(part);
            return (sha256, bytes) -> new PlanManifest(
                    PlanManifest.FORMAT,
                    KEY,
                    sha256,
                    bytes,
                    "0".repeat(64),
                    null,
                    "580",
                    false,
                    List.of(PlanProfile.of(Bucket.fixed(SIGNATURE), SIGNATURE, 1, 8, 16)),
                    Map.of(),
                    2,
                    "2026-01-01T00:00:00Z",
                    null);
        });
    }

    private static void write(Path part) {
        try {
            Files.writeString(part, "plan");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
