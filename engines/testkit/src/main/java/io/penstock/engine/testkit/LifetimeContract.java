package io.penstock.engine.testkit;

import static io.penstock.engine.testkit.RecordedCompletion.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.penstock.engine.Bucket;
import io.penstock.engine.Engine;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What opening and closing do. */
interface LifetimeContract extends ContractBackend {
    @Test
    default void closesAnEngineTwice() throws Exception {
        Engine engine = load(ContractModel.rowSums(), 4);

        engine.close();
        engine.close();
    }

    @Test
    default void closesASessionTwice() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 4)) {
            Session session = engine.openSession(engine.buckets().get(0));

            session.close();
            session.close();
        }
    }

    @Test
    default void refusesSessionsOnceClosed() throws Exception {
        Engine engine = load(ContractModel.rowSums(), 4);
        engine.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> engine.openSession(engine.buckets().get(0)).close())
                .withMessage("the engine is closed: engine=row-sums/1");
    }

    @Test
    default void keepsALiveSessionWorkingWhenTheEngineIsClosed() throws Exception {
        Engine engine = load(ContractModel.rowSums(), 4);
        try (Session session = engine.openSession(engine.buckets().get(0))) {
            engine.close();
            Rows.write(engine, session, 0, 4, 1);

            run(session, 0, 4);

            assertThat(Rows.outputs(engine, session, 4)).containsExactly(Rows.sums(session, 1, 4));
        }
    }

    @Test
    default void freesEverythingAfterTheLastSession() throws Exception {
        long before = liveNativeResources();
        Engine engine = load(ContractModel.rowSums(), 4);
        Session session = engine.openSession(engine.buckets().get(0));
        run(session, 0, 4);
        engine.close();

        session.close();

        assertThat(liveNativeResources()).isEqualTo(before);
    }

    @Test
    default void aThousandSessionsLeaveNothingBehind() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 4)) {
            LeakCheck leaks = LeakCheck.of("native resources", this::liveNativeResources);
            for (int i = 0; i < 1000; i++) {
                try (Session session = engine.openSession(engine.buckets().get(0))) {
                    run(session, 0, 1 + i % 4);
                }
            }
            leaks.verify();
        }
    }

    @Test
    default void refusesABucketItDoesNotServe() throws Exception {
        Bucket other = new Bucket("7", List.of(Shape.of(7)));
        try (Engine engine = load(ContractModel.dynamicRowSums(), 4)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine.openSession(other).close())
                    .withMessage("the engine does not serve this bucket: bucket=7, buckets=[4, 8],"
                            + " engine=dynamic-row-sums/1");
        }
    }

    @Test
    default void refusesTheUseOfAClosedSession() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 4)) {
            Session session = engine.openSession(engine.buckets().get(0));
            run(session, 0, 1);
            session.close();

            String message = "the session is closed: session=row-sums[fixed]";
            assertThatIllegalStateException().isThrownBy(() -> session.input(0)).withMessage(message);
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.output(0))
                    .withMessage(message);
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.outputRowShape(0))
                    .withMessage(message);
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.run(0, 1, new RecordedCompletion()))
                    .withMessage(message);
        }
    }

    @Test
    default void closingASessionWaitsForItsRun() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 4)) {
            Session session = engine.openSession(engine.buckets().get(0));
            RecordedCompletion completion = new RecordedCompletion();
            session.run(0, 4, completion);

            session.close();

            assertThat(completion.calls()).isEqualTo(1);
        }
    }

    @Test
    default void saysWhatItIs() throws Exception {
        try (Engine engine = load(ContractModel.rowSums(), 4)) {
            assertThat(engine.info().model()).isEqualTo("row-sums");
            assertThat(engine.info().modelVersion()).isEqualTo("1");
            assertThat(engine.info().hash()).matches("[0-9a-f]{64}");
            assertThat(engine.signature()).isEqualTo(ContractModel.rowSums().signature());
            assertThat(engine.buckets()).isEqualTo(ContractModel.rowSums().buckets());
            assertThat(engine.maxRows()).isEqualTo(4);
        }
    }
}
