package io.penstock.engine.testkit;

import static io.penstock.engine.testkit.RecordedCompletion.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.penstock.PenstockException;
import io.penstock.engine.Completion;
import io.penstock.engine.Engine;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run takes, refuses and tells. */
interface RunContract extends ContractBackend {
    @Test
    default void refusesABatchOverTheMaximum() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 16);
                Session session = engine.openSession(engine.buckets().get(0))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> session.run(0, 17, new RecordedCompletion()))
                    .withMessage("batch exceeds the engine's maximum: batch=17, max=16, model=row-sums");
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    default void refusesARunWithoutRows(int rows) throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 16);
                Session session = engine.openSession(engine.buckets().get(0))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> session.run(0, rows, new RecordedCompletion()))
                    .withMessage("a run takes at least one row: rows=" + rows + ", model=row-sums");
        }
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "16,1", "10,7", "2147483647,1"})
    default void refusesRowsOutsideTheBuffers(int firstRow, int rows) throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 16);
                Session session = engine.openSession(engine.buckets().get(0))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> session.run(firstRow, rows, new RecordedCompletion()))
                    .withMessage("rows reach outside the session's buffers: firstRow=" + firstRow + ", rows=" + rows
                            + ", max=16, model=row-sums");
        }
    }

    @Test
    default void staysUsableAfterARefusal() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 4);
                Session session = engine.openSession(engine.buckets().get(0))) {
            assertThatIllegalArgumentException().isThrownBy(() -> session.run(0, 5, new RecordedCompletion()));
            Rows.write(engine, session, 0, 4, 1);

            run(session, 0, 4);

            assertThat(Rows.outputs(engine, session, 4)).containsExactly(Rows.sums(session, 1, 4));
        }
    }

    @Test
    default void hasNoOutputsBeforeARun() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 4);
                Session session = engine.openSession(engine.buckets().get(0))) {
            String message = "no run has completed: session=row-sums[fixed]";
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.output(0))
                    .withMessage(message);
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.outputRowShape(0))
                    .withMessage(message);
        }
    }

    @Test
    default void reportsTheRowsOfTheRun() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 8);
                Session session = engine.openSession(engine.buckets().get(0))) {
            RunReport report = run(session, 2, 3);

            assertThat(report.rows()).isEqualTo(3);
            assertThat(report.computedRows()).isGreaterThanOrEqualTo(3);
            assertThat(report.computeNanos()).isNotNegative();
        }
    }

    @Test
    default void completesARunOnce() throws Exception {
        RecordedCompletion completion = new RecordedCompletion();
        try (Engine engine = load(ContractModel.rowSums(), 4);
                Session session = engine.openSession(engine.buckets().get(0))) {
            session.run(0, 4, completion);
            completion.await();
        }

        assertThat(completion.calls()).isEqualTo(1);
    }

    /** A run that has not ended refuses the next one; one that ended in time does not, and both end once. */
    @Test
    default void neverRunsTwiceAtOnce() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 4);
                Session session = engine.openSession(engine.buckets().get(0))) {
            for (int i = 0; i < 100; i++) {
                RecordedCompletion first = new RecordedCompletion();
                RecordedCompletion second = new RecordedCompletion();
                session.run(0, 4, first);
                try {
                    session.run(0, 4, second);
                    second.await();
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessage("the session is already running: session=row-sums[fixed]");
                    assertThat(second.calls()).isZero();
                }
                first.await();
            }
        }
    }

    @Test
    default void startsTheNextRunFromTheCompletion() throws Exception {
        RecordedCompletion last = new RecordedCompletion();
        AtomicInteger remaining = new AtomicInteger(50);
        try (Engine engine = load(ContractModel.rowSums(), 4);
                Session session = engine.openSession(engine.buckets().get(0))) {
            session.run(0, 4, new Completion() {
                @Override
                public void completed(RunReport report) {
                    session.run(0, 4, remaining.decrementAndGet() > 0 ? this : last);
                }

                @Override
                public void failed(PenstockException failure) {
                    last.failed(failure);
                }
            });

            assertThat(last.await().rows()).isEqualTo(4);
        }
    }

    @Test
    default void readsOutputsFromTheCompletion() throws Exception {
        RecordedCompletion last = new RecordedCompletion();
        try (Engine engine = load(ContractModel.rowSums(), 4);
                Session session = engine.openSession(engine.buckets().get(0))) {
            Rows.write(engine, session, 0, 4, 1);
            session.run(0, 4, new Completion() {
                @Override
                public void completed(RunReport report) {
                    double[] outputs = Rows.outputs(engine, session, 4);
                    assertThat(outputs).containsExactly(Rows.sums(session, 1, 4));
                    last.completed(report);
                }

                @Override
                public void failed(PenstockException failure) {
                    last.failed(failure);
                }
            });

            last.await();
        }
    }
}
