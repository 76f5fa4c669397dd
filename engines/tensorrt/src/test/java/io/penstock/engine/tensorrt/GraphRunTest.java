package io.penstock.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.Engine;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.testkit.ContractModel;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How batches are computed: in graphs, padded, or enqueued as they are. */
@Tag("gpu")
class GraphRunTest {
    private static final ContractModel MODEL = ContractModel.rowSums();

    @Test
    void padsABatchUpToTheNextGraph() {
        try (Engine engine = load(8, Map.of("graphSizes", "4,8"));
                Session session = open(engine)) {
            assertThat(Runs.run(session, 0, 5).computedRows()).isEqualTo(8);
            assertThat(Runs.run(session, 0, 4).computedRows()).isEqualTo(4);
        }
    }

    @Test
    void enqueuesABatchThatDoesNotBeginAtTheFirstRow() {
        try (Engine engine = load(8, Map.of("graphSizes", "4,8"));
                Session session = open(engine)) {
            assertThat(Runs.run(session, 1, 5).computedRows()).isEqualTo(5);
        }
    }

    @Test
    void enqueuesEverythingWithoutGraphs() {
        try (Engine engine = load(8, Map.of("graphSizes", "none"));
                Session session = open(engine)) {
            assertThat(Runs.run(session, 0, 5).computedRows()).isEqualTo(5);
        }
    }

    @Test
    void computesTheSameInGraphsAndWithout() {
        Random random = new Random(7);
        try (Engine graphs = load(33, Map.of());
                Engine plain = load(33, Map.of("graphSizes", "none"));
                Session graph = open(graphs);
                Session enqueued = open(plain)) {
            for (int i = 0; i < 500; i++) {
                int rows = 1 + random.nextInt(33);
                Runs.write(graph, rows, i);
                Runs.write(enqueued, rows, i);

                Runs.run(graph, 0, rows);
                Runs.run(enqueued, 0, rows);

                assertThat(graph.output(0)).isEqualTo(enqueued.output(0));
                assertThat(Runs.output(graph, rows - 1)).isEqualTo(Runs.sum(rows - 1, i));
            }
        }
    }

    @Test
    void computesTheSameInGraphsAndBetweenThem() {
        try (Engine engine = load(16, Map.of("graphSizes", "2,16"));
                Session session = open(engine)) {
            Runs.write(session, 16, 1);
            for (int rows = 1; rows <= 15; rows++) {
                Runs.run(session, 0, rows);
                assertThat(Runs.output(session, rows - 1)).isEqualTo(Runs.sum(rows - 1, 1));

                Runs.run(session, 1, rows);
                assertThat(Runs.output(session, rows - 1)).isEqualTo(Runs.sum(rows, 1));
            }
        }
    }

    @Test
    void takesTheProfileOfTheBatch() {
        List<BuiltPlan.Profile> profiles = List.of(profile(1, 64), profile(1, 4));
        try (Engine engine = Loading.load(MODEL, 64, new OnePlan(plan(profiles)), Map.of("graphSizes", "1,4,64"));
                Session session = open(engine)) {
            Runs.write(session, 64, 1);
            for (int rows : List.of(1, 3, 4, 5, 64, 2, 63)) {
                Runs.run(session, 0, rows);
                assertThat(Runs.output(session, rows - 1)).isEqualTo(Runs.sum(rows - 1, 1));
            }
            Runs.run(session, 7, 3);
            assertThat(Runs.output(session, 2)).isEqualTo(Runs.sum(9, 1));
        }
    }

    @Test
    void padsUpToAFixedBatch() {
        try (Engine engine = Loading.load(MODEL, 5, new OnePlan(plan(List.of(profile(8, 8)))), Map.of());
                Session session = open(engine)) {
            assertThat(session.input(0).capacity()).isEqualTo(5 * 4 * Float.BYTES);
            Runs.write(session, 5, 1);

            assertThat(Runs.run(session, 0, 3).computedRows()).isEqualTo(8);
            assertThat(Runs.output(session, 2)).isEqualTo(Runs.sum(2, 1));

            assertThat(Runs.run(session, 2, 3).computedRows()).isEqualTo(8);
            assertThat(Runs.output(session, 2)).isEqualTo(Runs.sum(4, 1));
        }
    }

    private static Engine load(int maxRows, Map<String, String> properties) {
        return Loading.load(MODEL, maxRows, new ContractPlans(MODEL), properties);
    }

    private static Session open(Engine engine) {
        return engine.openSession(engine.buckets().get(0));
    }

    private static BuiltPlan.Profile profile(int minRows, int maxRows) {
        return new BuiltPlan.Profile(List.of(Shape.of(4)), minRows, maxRows);
    }

    private static LocatedPlan plan(List<BuiltPlan.Profile> profiles) {
        return BuiltPlan.of(MODEL.signature().inputs(), profiles, ContractPlans::rowSums);
    }
}
