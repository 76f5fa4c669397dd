package io.penstock.engine.onnxruntime;

import static io.penstock.engine.onnxruntime.Loading.floats;
import static io.penstock.engine.onnxruntime.Loading.load;
import static io.penstock.engine.onnxruntime.Loading.longs;
import static io.penstock.engine.onnxruntime.Loading.signature;
import static io.penstock.engine.testkit.RecordedCompletion.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Completion;
import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineException;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.testkit.LeakCheck;
import io.penstock.engine.testkit.RecordedCompletion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ComputeTest {
    @RegisterExtension
    final LeakCheck leaks = LeakCheck.of("native resources", LiveHandles::count);

    private final Path folder;

    ComputeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Engine identity(int maxRows) throws IOException {
        Path file = new OnnxModel()
                .input("x", DataType.FLOAT32, "N", "2")
                .output("y", DataType.FLOAT32, "N", "2")
                .node("Identity", List.of("x"), "y")
                .writeTo(folder.resolve("identity.onnx"));
        return load(file, maxRows, signature(floats("x", -1, 2), floats("y", -1, 2)));
    }

    /** {@code y = table[id]}, with a table of four. */
    private Engine lookup(String batch, int maxRows) throws IOException {
        Path file = new OnnxModel()
                .input("id", DataType.INT64, batch, "1")
                .output("y", DataType.FLOAT32, batch, "1")
                .floats("table", 10, 11, 12, 13)
                .node("Gather", List.of("table", "id"), "y")
                .writeTo(folder.resolve("lookup.onnx"));
        long dimension = batch.matches("[0-9]+") ? Long.parseLong(batch) : Shape.DYNAMIC;
        return load(file, maxRows, signature(longs("id", dimension, 1), floats("y", dimension, 1)));
    }

    /** {@code y} is {@code x} without its second column, which only a run can tell. */
    private Engine compress(long declaredColumns) throws IOException {
        Path file = new OnnxModel()
                .input("x", DataType.FLOAT32, "N", "L")
                .output("y", DataType.FLOAT32, "N", "")
                .booleans("keep", 1, 0, 1)
                .node("Compress", List.of("x", "keep"), "y", OnnxModel.attribute("axis", 1))
                .writeTo(folder.resolve("compress.onnx"));
        return load(
                file,
                4,
                signature(floats("x", -1, -1), floats("y", -1, declaredColumns)),
                new Bucket("3", List.of(Shape.of(3))),
                new Bucket("5", List.of(Shape.of(5))));
    }

    private static Session open(Engine engine) {
        return engine.openSession(engine.buckets().get(0));
    }

    private static void ids(Session session, long... ids) {
        IntStream.range(0, ids.length).forEach(row -> session.input(0).putLong(row * Long.BYTES, ids[row]));
    }

    private static float[] values(ByteBuffer buffer) {
        float[] values = new float[buffer.remaining() / Float.BYTES];
        buffer.duplicate().order(buffer.order()).asFloatBuffer().get(values);
        return values;
    }

    @Test
    void readsInputsAndWritesOutputsInPlace() throws IOException {
        try (Engine engine = identity(4);
                Session session = open(engine)) {
            session.input(0).putFloat(0, 1);
            run(session, 0, 4);
            ByteBuffer output = session.output(0);
            long handles = LiveHandles.count();
            session.input(0).putFloat(0, 2);

            run(session, 0, 4);

            assertThat(session.output(0)).isSameAs(output);
            assertThat(output.getFloat(0)).isEqualTo(2);
            assertThat(LiveHandles.count()).isEqualTo(handles);
        }
    }

    @Test
    void keepsTensorsOfNoMoreThanTheRangesUsedLast() throws IOException {
        try (Engine engine = identity(600);
                Session session = open(engine)) {
            for (int rows = 1; rows <= 600; rows++) {
                session.input(0).putFloat((rows - 1) * 8, rows);
                run(session, 0, rows);
                assertThat(session.output(0).getFloat((rows - 1) * 8)).isEqualTo(rows);
            }

            assertThat(LiveHandles.count()).isLessThanOrEqualTo(1 + 2 * TensorCache.LIMIT);
        }
    }

    @Test
    void rejectsABatchWithAnIndexOutOfRange() throws IOException {
        try (Engine engine = lookup("N", 4);
                Session session = open(engine)) {
            ids(session, 1, 2, 99, 3);

            assertThatThrownBy(() -> run(session, 0, 4))
                    .asInstanceOf(type(EngineException.class))
                    .returns(FailureCategory.RECORD, EngineException::category)
                    .extracting(EngineException::getMessage)
                    .asString()
                    .startsWith("ONNX Runtime failed a run: model=m, rows=4, code=ORT_INVALID_ARGUMENT: ")
                    .contains("out of data bounds");
        }
    }

    @Test
    void computesTheNeighboursOfARejectedRow() throws IOException {
        try (Engine engine = lookup("N", 4);
                Session session = open(engine)) {
            ids(session, 1, 2, 99, 3);
            assertThatThrownBy(() -> run(session, 0, 4)).isInstanceOf(EngineException.class);

            run(session, 0, 2);
            assertThat(values(session.output(0))).containsExactly(11, 12);
            run(session, 3, 1);
            assertThat(values(session.output(0))).containsExactly(13);
        }
    }

    @Test
    void padsUpToTheBatchThatTheModelFixes() throws IOException {
        try (Engine engine = lookup("4", 3);
                Session session = open(engine)) {
            ids(session, 99, 2, 1);

            RunReport report = run(session, 1, 2);

            assertThat(values(session.output(0))).containsExactly(12, 11);
            assertThat(report.rows()).isEqualTo(2);
            assertThat(report.computedRows()).isEqualTo(4);
        }
    }

    @Test
    void takesAFullFixedBatchInPlace() throws IOException {
        try (Engine engine = lookup("4", 4);
                Session session = open(engine)) {
            ids(session, 3, 2, 1, 0);

            RunReport report = run(session, 0, 4);

            assertThat(values(session.output(0))).containsExactly(13, 12, 11, 10);
            assertThat(report.computedRows()).isEqualTo(4);
        }
    }

    @Test
    void findsOutTheShapeOfAnOutput() throws IOException {
        try (Engine engine = compress(-1);
                Session session = open(engine)) {
            IntStream.range(0, 12).forEach(i -> session.input(0).putFloat(i * Float.BYTES, i));

            run(session, 0, 2);
            assertThat(values(session.output(0))).containsExactly(0, 2, 3, 5);
            assertThat(session.outputRowShape(0)).isEqualTo(Shape.of(2));
            run(session, 1, 3);
            assertThat(values(session.output(0))).containsExactly(3, 5, 6, 8, 9, 11);
        }
    }

    @Test
    void givesADeclaredOutputInPlace() throws IOException {
        try (Engine engine = compress(2);
                Session session = engine.openSession(engine.buckets().get(1))) {
            IntStream.range(0, 10).forEach(i -> session.input(0).putFloat(i * Float.BYTES, i));

            run(session, 0, 2);

            assertThat(values(session.output(0))).containsExactly(0, 2, 5, 7);
            assertThat(session.output(0).capacity()).isEqualTo(4 * 2 * Float.BYTES);
        }
    }

    @Test
    void stopsAtAnOutputOfAnotherShapeThanDeclared() throws IOException {
        try (Engine engine = compress(3);
                Session session = open(engine)) {
            assertThatThrownBy(() -> run(session, 0, 2))
                    .asInstanceOf(type(EngineException.class))
                    .returns(FailureCategory.FATAL, EngineException::category)
                    .extracting(EngineException::getMessage)
                    .asString()
                    .startsWith("ONNX Runtime failed a run: model=m, rows=2, code=ORT_INVALID_ARGUMENT: the model"
                            + " computes an output of another shape than is declared; correct the declaration: ")
                    .contains("shape {2,3} but the computed output shape for this run is {2,2}");
        }
    }

    @Test
    void resolvesOutputsByTheSymbolsOfTheInputs() throws IOException {
        Path file = new OnnxModel()
                .input("x", DataType.FLOAT32, "N", "L")
                .output("y", DataType.FLOAT32, "N", "L")
                .node("Relu", List.of("x"), "y")
                .writeTo(folder.resolve("relu.onnx"));
        try (Engine engine = load(
                        file,
                        4,
                        signature(floats("x", -1, -1), floats("y", -1, -1)),
                        new Bucket("3", List.of(Shape.of(3))));
                Session session = open(engine)) {
            session.input(0).putFloat(0, -1).putFloat(4, 5);

            run(session, 0, 1);

            assertThat(values(session.output(0))).containsExactly(0, 5, 0);
            assertThat(session.outputRowShape(0)).isEqualTo(Shape.of(3));
            assertThat(session.output(0).capacity()).isEqualTo(4 * 3 * Float.BYTES);
        }
    }

    @Test
    void completesOnItsOwnThreads() throws Exception {
        CompletableFuture<Thread> completing = new CompletableFuture<>();
        try (Engine engine = identity(4);
                Session session = open(engine)) {
            session.run(0, 1, new Completion() {
                @Override
                public void completed(RunReport report) {
                    completing.complete(Thread.currentThread());
                }

                @Override
                public void failed(PenstockException failure) {
                    completing.completeExceptionally(failure);
                }
            });

            Thread thread = completing.get(30, TimeUnit.SECONDS);

            assertThat(thread.getName()).matches("penstock-ort-m-[0-9]+");
            assertThat(thread.isDaemon()).isTrue();
        }
    }

    @Test
    void outlivesACompletionThatThrows() throws IOException {
        RecordedCompletion next = new RecordedCompletion();
        try (Engine engine = identity(4);
                Session session = open(engine)) {
            session.run(0, 1, new Completion() {
                @Override
                public void completed(RunReport report) {
                    session.run(0, 1, next);
                    throw new IllegalStateException("thrown by a test");
                }

                @Override
                public void failed(PenstockException failure) {
                    next.failed(failure);
                }
            });

            assertThat(next.await().rows()).isEqualTo(1);
        }
    }
}
