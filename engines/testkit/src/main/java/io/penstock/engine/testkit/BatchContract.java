package io.penstock.engine.testkit;

import static io.penstock.engine.testkit.RecordedCompletion.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.Bucket;
import io.penstock.engine.Engine;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is computed, whichever rows of which session are asked for. */
interface BatchContract extends ContractBackend {
    @Test
    default void computesEveryBatchSize() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 9);
                Session session = engine.openSession(engine.buckets().get(0))) {
            for (int rows = 1; rows <= 9; rows++) {
                Rows.write(engine, session, 0, rows, 10 * rows);

                run(session, 0, rows);

                assertThat(Rows.outputs(engine, session, rows)).containsExactly(Rows.sums(session, 10 * rows, rows));
            }
        }
    }

    @Test
    default void computesTheSameFromAnyRow() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 9);
                Session session = engine.openSession(engine.buckets().get(0))) {
            Rows.write(engine, session, 0, 9, 1);
            for (int firstRow = 0; firstRow < 9; firstRow++) {
                int rows = 9 - firstRow;

                run(session, firstRow, rows);

                assertThat(Rows.outputs(engine, session, rows)).containsExactly(Rows.sums(session, 1 + firstRow, rows));
            }
        }
    }

    @Test
    default void ignoresTheRowsAroundTheBatch() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 9);
                Session session = engine.openSession(engine.buckets().get(0))) {
            for (int i = 0; i < 9 * 4; i++) {
                session.input(0).putFloat(i * Float.BYTES, Float.NaN);
            }
            Rows.write(engine, session, 3, 2, 1);

            run(session, 3, 2);

            assertThat(Rows.outputs(engine, session, 2)).containsExactly(Rows.sums(session, 1, 2));
        }
    }

    @Test
    default void addsUpSeveralInputs() throws Exception {
        try (Engine engine = load(ContractModel.twoInputs(), 5);
                Session session = engine.openSession(engine.buckets().get(0))) {
            Rows.write(engine, session, 0, 5, 1);

            run(session, 1, 4);

            assertThat(Rows.outputs(engine, session, 4)).containsExactly(Rows.sums(session, 2, 4));
        }
    }

    @Test
    default void givesInputsOfTheMaximumInNativeOrder() throws Exception {
        try (Engine engine = load(ContractModel.twoInputs(), 5);
                Session session = engine.openSession(engine.buckets().get(0))) {
            for (int input = 0; input < 2; input++) {
                ByteBuffer buffer = session.input(input);

                assertThat(buffer.isDirect()).isTrue();
                assertThat(buffer.order()).isEqualTo(ByteOrder.nativeOrder());
                assertThat(buffer.capacity())
                        .isEqualTo((int) (5 * session.bucket().rowBytes(engine.signature(), input)));
            }
        }
    }

    @Test
    default void keepsItsInputBuffers() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 5);
                Session session = engine.openSession(engine.buckets().get(0))) {
            ByteBuffer before = session.input(0);

            run(session, 0, 5);
            run(session, 2, 2);

            assertThat(session.input(0)).isSameAs(before);
        }
    }

    @Test
    default void givesOutputsOfTheRunInNativeOrder() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 5);
                Session session = engine.openSession(engine.buckets().get(0))) {
            run(session, 0, 5);
            run(session, 1, 3);

            ByteBuffer output = session.output(0);

            assertThat(output.order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(output.position()).isZero();
            assertThat(output.limit()).isEqualTo(3 * Float.BYTES);
            assertThat(session.outputRowShape(0)).isEqualTo(Shape.of(1));
        }
    }

    @Test
    default void servesEveryBucketAtOnce() throws Exception {
        try (Engine engine = load(ContractModel.dynamicRowSums(), 5)) {
            Bucket four = engine.buckets().get(0);
            Bucket eight = engine.buckets().get(1);
            try (Session small = engine.openSession(four);
                    Session large = engine.openSession(eight)) {
                Rows.write(engine, small, 0, 5, 1);
                Rows.write(engine, large, 0, 5, 1);

                run(small, 0, 5);
                run(large, 1, 4);

                assertThat(Rows.outputs(engine, small, 5)).containsExactly(Rows.sums(small, 1, 5));
                assertThat(Rows.outputs(engine, large, 4)).containsExactly(Rows.sums(large, 2, 4));
                assertThat(large.bucket()).isEqualTo(eight);
                assertThat(large.input(0).capacity()).isEqualTo(5 * 8 * Float.BYTES);
            }
        }
    }

    @Test
    default void computesInSeveralSessionsAtOnce() throws Exception {
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (Engine engine = load(ContractModel.rowSums(), 6)) {
            List<Callable<Void>> clients = IntStream.range(0, threads)
                    .<Callable<Void>>mapToObj(client -> () -> {
                        computeManyTimes(engine, 1000 * client);
                        return null;
                    })
                    .toList();
            for (Future<Void> client : executor.invokeAll(clients)) {
                client.get(1, TimeUnit.MINUTES);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static void computeManyTimes(Engine engine, int firstNumber) {
        try (Session session = engine.openSession(engine.buckets().get(0))) {
            for (int i = 0; i < 200; i++) {
                int rows = 1 + i % 6;
                Rows.write(engine, session, 0, rows, firstNumber + i);
                run(session, 0, rows);
                assertThat(Rows.outputs(engine, session, rows))
                        .containsExactly(Rows.sums(session, firstNumber + i, rows));
            }
        }
    }
}
