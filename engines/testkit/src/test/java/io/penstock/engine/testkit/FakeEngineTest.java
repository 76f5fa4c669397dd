package io.penstock.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.penstock.FailureCategory;
import io.penstock.engine.DataType;
import io.penstock.engine.EngineException;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FakeEngineTest {
    private static Session open(FakeEngine engine) {
        return engine.openSession(engine.buckets().get(0));
    }

    private static void id(Session session, int row, float id) {
        session.input(0).putFloat(row * 4 * Float.BYTES, id);
    }

    @Test
    void sumsARowAndCarriesItsFirstElement() {
        try (FakeEngine engine = FakeEngine.create();
                Session session = open(engine)) {
            id(session, 1, 7);
            session.input(0).putFloat(5 * Float.BYTES, 0.5f);

            RecordedCompletion.run(session, 1, 1);

            assertThat(session.output(0).getFloat(0)).isEqualTo(7.5f);
            assertThat(session.output(0).getFloat(4)).isEqualTo(7);
        }
    }

    @Test
    void carriesLongIdsExactly() {
        Signature signature = new Signature(
                List.of(new TensorSpec("id", DataType.INT64, Shape.of(-1, 1))),
                List.of(new TensorSpec("y", DataType.INT64, Shape.of(-1, 2))));
        long id = (1L << 60) + 1;
        try (FakeEngine engine = FakeEngine.builder().signature(signature).build();
                Session session = open(engine)) {
            session.input(0).putLong(0, id);

            RecordedCompletion.run(session, 0, 1);

            assertThat(session.output(0).getLong(8)).isEqualTo(id);
        }
    }

    @Test
    void endsRunsByHandOldestFirst() {
        RecordedCompletion first = new RecordedCompletion();
        RecordedCompletion second = new RecordedCompletion();
        try (FakeEngine engine = FakeEngine.builder().manual().build();
                Session one = open(engine);
                Session other = open(engine)) {
            one.run(0, 1, first);
            other.run(0, 1, second);
            assertThat(engine.pendingRuns()).isEqualTo(2);

            engine.completeNext();

            assertThat(first.calls()).isEqualTo(1);
            assertThat(second.calls()).isZero();
            engine.completeNext();
        }
    }

    @Test
    void refusesASecondRunWhileRunning() {
        try (FakeEngine engine = FakeEngine.builder().manual().build();
                Session session = open(engine)) {
            session.run(0, 1, new RecordedCompletion());

            assertThatIllegalStateException()
                    .isThrownBy(() -> session.run(0, 1, new RecordedCompletion()))
                    .withMessage("the session is already running: session=fake[fixed]");
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.output(0))
                    .withMessage("the session is running: session=fake[fixed]");
            engine.completeNext();
        }
    }

    @Test
    void hasNothingToEndByHandWhenItEndsByItself() {
        try (FakeEngine engine = FakeEngine.create()) {
            assertThatIllegalStateException()
                    .isThrownBy(engine::completeNext)
                    .withMessage("this engine ends its runs by itself: build it with manual()");
        }
    }

    @Test
    void servesSessionsInParallel() {
        RecordedCompletion first = new RecordedCompletion();
        RecordedCompletion second = new RecordedCompletion();
        try (FakeEngine engine =
                        FakeEngine.builder().delayed(Duration.ofMillis(20)).build();
                Session one = open(engine);
                Session other = open(engine)) {
            one.run(0, 1, first);
            other.run(0, 1, second);

            first.await();
            second.await();

            assertThat(engine.maxConcurrentRuns()).isEqualTo(2);
        }
    }

    @Test
    void rejectsABatchWithAPoisonedRow() {
        try (FakeEngine engine = FakeEngine.builder().poison(id -> id == 13).build();
                Session session = open(engine)) {
            id(session, 2, 13);

            assertThatThrownBy(() -> RecordedCompletion.run(session, 0, 3))
                    .asInstanceOf(type(EngineException.class))
                    .returns(FailureCategory.RECORD, EngineException::category)
                    .returns("the fake model rejects a row: firstElement=13.0", EngineException::getMessage);
            assertThat(RecordedCompletion.run(session, 0, 2).rows()).isEqualTo(2);
        }
    }

    @Test
    void failsAsOftenAsTold() {
        try (FakeEngine engine = FakeEngine.create();
                Session session = open(engine)) {
            engine.failNext(2, FailureCategory.TRANSIENT);

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> RecordedCompletion.run(session, 0, 1))
                        .hasMessage("the fake engine was told to fail: category=TRANSIENT");
            }
            assertThat(RecordedCompletion.run(session, 0, 1).rows()).isEqualTo(1);
        }
    }

    @Test
    void staysDeadAfterAFatalFailure() {
        try (FakeEngine engine = FakeEngine.create();
                Session session = open(engine)) {
            engine.failNext(1, FailureCategory.FATAL);
            assertThatThrownBy(() -> RecordedCompletion.run(session, 0, 1)).isInstanceOf(EngineException.class);

            assertThatThrownBy(() -> RecordedCompletion.run(session, 0, 1))
                    .asInstanceOf(type(EngineException.class))
                    .returns(FailureCategory.FATAL, EngineException::category)
                    .returns("the fake device is lost", EngineException::getMessage);
        }
    }

    @Test
    void noticesInputsWrittenDuringARun() {
        RecordedCompletion completion = new RecordedCompletion();
        try (FakeEngine engine = FakeEngine.builder().manual().build();
                Session session = open(engine)) {
            session.run(0, 1, completion);
            id(session, 5, 1);

            engine.completeNext();

            assertThatThrownBy(completion::await)
                    .asInstanceOf(type(EngineException.class))
                    .returns(FailureCategory.FATAL, EngineException::category)
                    .returns(
                            "the inputs were written while the engine owned them: model=fake, bucket=fixed",
                            EngineException::getMessage);
        }
    }

    @Test
    void countsWhatItDoes() {
        try (FakeEngine engine = FakeEngine.create()) {
            try (Session session = open(engine)) {
                RecordedCompletion.run(session, 0, 3);
                RecordedCompletion.run(session, 0, 4);
                assertThat(engine.openSessions()).isEqualTo(1);
            }

            assertThat(engine.runs()).isEqualTo(2);
            assertThat(engine.rows()).isEqualTo(7);
            assertThat(engine.maxConcurrentRuns()).isEqualTo(1);
            assertThat(engine.openSessions()).isZero();
            assertThat(engine.isFreed()).isFalse();
        }
    }

    @Test
    void isFreedAfterItsLastSession() {
        FakeEngine engine = FakeEngine.create();
        Session session = open(engine);
        engine.close();
        assertThat(engine.isFreed()).isFalse();

        session.close();

        assertThat(engine.isFreed()).isTrue();
    }

    @Test
    void timesRunsByTheClockGiven() {
        AtomicLong clock = new AtomicLong();
        RecordedCompletion completion = new RecordedCompletion();
        try (FakeEngine engine =
                        FakeEngine.builder().manual().nanoTime(clock::get).build();
                Session session = open(engine)) {
            session.run(0, 2, completion);
            clock.addAndGet(500);

            engine.completeNext();

            assertThat(completion.await()).isEqualTo(new RunReport(2, 2, 500));
        }
    }
}
