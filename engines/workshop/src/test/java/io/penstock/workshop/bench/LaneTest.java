package io.penstock.workshop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.Session;
import io.penstock.engine.testkit.FakeEngine;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LaneTest {
    /** Each look at the clock takes a unit, so a run takes one, from its start to its end, and the next follows after one. */
    private final AtomicLong clock = new AtomicLong();

    @Test
    void countsTheRunsThatEndInTheTimeOfTheMeasurement() {
        try (FakeEngine engine = FakeEngine.create();
                Session session = engine.openSession(engine.buckets().get(0))) {
            Lane lane = new Lane(session, 4, clock::getAndIncrement, 101, 201);

            lane.start();

            assertThat(lane.ended().join().size()).isEqualTo(50);
            assertThat(lane.ended().join().percentilesMillis(1)).containsExactly(1e-6);
        }
    }

    @Test
    void countsTheRunThatStartedBeforeTheMeasurementAndNotTheOneThatEndsAfterIt() {
        try (FakeEngine engine = FakeEngine.create();
                Session session = engine.openSession(engine.buckets().get(0))) {
            // runs end at 1, 3, 5 and so on
            Lane lane = new Lane(session, 4, clock::getAndIncrement, 3, 5);

            lane.start();

            assertThat(lane.ended().join().size()).isEqualTo(1);
        }
    }

    @Test
    void countsOfRunsAcrossAnEdgeThePartInside() {
        try (FakeEngine engine = FakeEngine.create();
                Session session = engine.openSession(engine.buckets().get(0))) {
            // runs from 0 to 10, 20 to 30, 40 to 50
            Lane lane = new Lane(session, 4, () -> 10 * clock.getAndIncrement(), 25, 43);

            lane.start();

            assertThat(lane.ended().join().size()).isEqualTo(1);
            assertThat(lane.runs()).isEqualTo(0.5 + 0.3);
        }
    }
}
