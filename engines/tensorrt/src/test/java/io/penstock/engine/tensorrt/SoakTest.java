package io.penstock.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Completion;
import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.tensorrt.build.TensorRtBuilder;
import io.penstock.engine.tensorrt.gpu.Gpu;
import io.penstock.workshop.build.BuildListener;
import io.penstock.workshop.build.BuildRequest;
import io.penstock.workshop.build.BuilderSettings;
import io.penstock.workshop.build.PlanBuilding;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.plan.PlanRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five minutes at full rate, or {@code penstock.soak.seconds}. What was seen is printed, a line each ten seconds: seconds,
 * rows so far, free memory of the GPU and resident memory of the process in KiB.
 */
@Tag("gpu")
class SoakTest {
    private static final int SECONDS = Integer.getInteger("penstock.soak.seconds", 300);
    private static final int EVERY_SECONDS = 10;
    private static final int SESSIONS = 4;
    private static final int ROWS = 256;
    private static final long MEBIBYTE = 1 << 20;
    private static final Signature SIGNATURE = new Signature(
            List.of(new TensorSpec("image", DataType.FLOAT32, Shape.of(-1, 1, 8, 8))),
            List.of(new TensorSpec("logits", DataType.FLOAT32, Shape.of(-1, 10))));
    private static final ModelArtifact DIGITS = new ModelArtifact(
            "digits", "1", Path.of(System.getProperty("penstock.models"), "digits", "1", "model.onnx"), SIGNATURE);
    private static final Bucket BUCKET = Bucket.fixed(SIGNATURE);

    /** One look at the process. */
    private record Sample(long rows, long gpuFreeBytes, long residentBytes) {}

    private final Path folder;

    SoakTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void holdsNoMoreMemoryAfterMinutesAtFullRate() throws Exception {
        try (Engine engine = load()) {
            List<Loop> loops = new ArrayList<>();
            try {
                for (int i = 0; i < SESSIONS; i++) {
                    loops.add(new Loop(engine.openSession(BUCKET)));
                }
                loops.forEach(Loop::start);
                List<Sample> samples = watch(loops);

                assertFlat(samples);
            } finally {
                for (Loop loop : loops) {
                    loop.stop();
                }
            }
        }
    }

    private static List<Sample> watch(List<Loop> loops) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int second = EVERY_SECONDS; second <= SECONDS; second += EVERY_SECONDS) {
            requireRunning(loops);
            Sample sample = new Sample(
                    loops.stream().mapToLong(Loop::rows).sum(), Gpu.at(0).freeBytes(), Pointer.physicalBytes());
            samples.add(sample);
            System.out.printf(
                    "soak %4d s %,16d rows %,12d KiB free on the GPU %,10d KiB resident%n",
                    second, sample.rows(), sample.gpuFreeBytes() / 1024, sample.residentBytes() / 1024);
        }
        return samples;
    }

    /** Waits for the next look; a run that fails ends the wait. */
    private static void requireRunning(List<Loop> loops) throws Exception {
        CompletableFuture<?> any =
                CompletableFuture.anyOf(loops.stream().map(Loop::ended).toArray(CompletableFuture<?>[]::new));
        try {
            any.get(EVERY_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return;
        }
        throw new AssertionError("a session ended before it was told to");
    }

    /** The first fifth is warm-up: code is compiled, pools are filled. */
    private static void assertFlat(List<Sample> samples) {
        Sample first = samples.get(samples.size() / 5);
        Sample last = samples.get(samples.size() - 1);
        assertThat(last.rows()).isGreaterThan(first.rows());
        assertThat(first.gpuFreeBytes() - last.gpuFreeBytes()).isLessThanOrEqualTo(0);
        assertThat(last.residentBytes() - first.residentBytes()).isLessThan(16 * MEBIBYTE);
    }

    private Engine load() {
        PlanRepository repository = new PlanRepository(folder);
        BuildRequest request = new BuildRequest(
                DIGITS,
                "fp16",
                List.of(PlanProfile.of(BUCKET, SIGNATURE, 1, ROWS, ROWS)),
                0,
                Optional.empty(),
                List.of(),
                BuilderSettings.USUAL);
        PlanManifest manifest = new PlanBuilding(new TensorRtBuilder(), repository, Clock.systemUTC())
                .build(request, "0", "", BuildListener.SILENT);
        LocatedPlan plan = new LocatedPlan(
                repository.planFile(manifest.key()),
                repository.load(manifest).bytes(),
                manifest.planSha256(),
                List.of(),
                true);
        EngineOptions options = new EngineOptions(ROWS, List.of(BUCKET), 1, "fp16", 0, Map.of());
        return new TensorRtProvider(new OnePlan(plan)).load(DIGITS, options);
    }

    /** A session that starts its next run as soon as the last has ended. */
    private static final class Loop implements Completion {
        private final Session session;
        private final LongAdder rows = new LongAdder();
        private final AtomicBoolean stopping = new AtomicBoolean();
        private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

        Loop(Session session) {
            this.session = session;
        }

        void start() {
            session.run(0, ROWS, this);
        }

        @Override
        public void completed(RunReport report) {
            rows.add(report.rows());
            if (stopping.get()) {
                ended.complete(true);
            } else {
                start();
            }
        }

        @Override
        public void failed(PenstockException failure) {
            ended.completeExceptionally(failure);
        }

        long rows() {
            return rows.sum();
        }

        CompletableFuture<Boolean> ended() {
            return ended;
        }

        void stop() throws Exception {
            stopping.set(true);
            ended.get(10, TimeUnit.SECONDS);
            session.close();
        }
    }
}
