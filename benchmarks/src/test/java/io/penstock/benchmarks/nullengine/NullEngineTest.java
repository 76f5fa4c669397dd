package io.penstock.benchmarks.nullengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Completion;
import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.topology.engine.Backends;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NullEngineTest {
    private static final TensorSpec DATA = new TensorSpec("data", DataType.UINT8, Shape.of(-1, 3));

    @Test
    void givesBackTheRowsOfTheRun() {
        Signature signature = new Signature(List.of(DATA), List.of(DATA));
        List<RunReport> reports = new ArrayList<>();
        try (Engine engine = load(signature);
                Session session = engine.openSession(Bucket.fixed(signature))) {
            session.input(0).duplicate().put(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});

            session.run(1, 2, new Completion() {
                @Override
                public void completed(RunReport report) {
                    reports.add(report);
                }

                @Override
                public void failed(PenstockException failure) {
                    throw failure;
                }
            });

            assertThat(reports).containsExactly(new RunReport(2, 2, 0));
            assertThat(session.output(0)).isEqualTo(ByteBuffer.wrap(new byte[] {4, 5, 6, 7, 8, 9}));
            assertThat(session.outputRowShape(0)).isEqualTo(Shape.of(3));
        }
    }

    @Test
    void takesTheTimeOfARunWithoutTheCallersThread() throws Exception {
        Signature signature = new Signature(List.of(DATA), List.of(DATA));
        CompletableFuture<RunReport> report = new CompletableFuture<>();
        AtomicReference<Thread> completing = new AtomicReference<>();
        try (Engine engine = load(signature, Map.of("runMicros", "20000"));
                Session session = engine.openSession(Bucket.fixed(signature))) {
            long start = System.nanoTime();
            session.run(0, 1, new Completion() {
                @Override
                public void completed(RunReport run) {
                    completing.set(Thread.currentThread());
                    report.complete(run);
                }

                @Override
                public void failed(PenstockException failure) {
                    report.completeExceptionally(failure);
                }
            });

            assertThat(report.get(30, TimeUnit.SECONDS).computeNanos()).isGreaterThanOrEqualTo(20_000_000);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
            assertThat(completing).doesNotHaveValue(Thread.currentThread());
        }
    }

    @Test
    void refusesPropertiesItDoesNotHave() {
        Signature signature = new Signature(List.of(DATA), List.of(DATA));

        assertThatThrownBy(() -> load(signature, Map.of("runMillis", "1")))
                .isInstanceOf(EngineException.class)
                .hasMessage("infer.engine.runMillis: unknown, the null engine knows runMicros");
        assertThatThrownBy(() -> load(signature, Map.of("runMicros", "1ms")))
                .isInstanceOf(EngineException.class)
                .hasMessage("infer.engine.runMicros: must be microseconds from 0 to 999999999, is 1ms");
    }

    @Test
    void refusesAModelWhoseOutputsAreNotItsInputs() {
        Signature signature =
                new Signature(List.of(DATA), List.of(new TensorSpec("data", DataType.UINT8, Shape.of(-1, 4))));

        assertThatThrownBy(() -> load(signature))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("the null engine's outputs are its inputs: model=any, inputs=");
    }

    @Test
    void isNotTakenUnlessNamed() {
        assertThat(Backends.load().choose("auto").provider().name()).isNotEqualTo(NullEngineProvider.NAME);
        assertThat(Backends.load().choose(NullEngineProvider.NAME).provider()).isInstanceOf(NullEngineProvider.class);
    }

    private static Engine load(Signature signature) {
        return load(signature, Map.of());
    }

    private static Engine load(Signature signature, Map<String, String> properties) {
        return new NullEngineProvider()
                .load(
                        new ModelArtifact("any", "1", Path.of("none"), signature),
                        new EngineOptions(4, List.of(Bucket.fixed(signature)), 1, "fp32", 0, properties));
    }
}
