package io.penstock.topology.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.InferenceResult;
import io.penstock.schema.NamedValue;
import io.penstock.schema.RegressedRow;
import io.penstock.schema.RegressionOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpilledJoinTest {
    @TempDir
    private Path parent = Path.of("");

    private static RegressionOutput output(double value) {
        return new RegressionOutput(List.of(new RegressedRow(List.of(new NamedValue("v", value)))));
    }

    private static Answered answered(String id, int number) {
        return new Answered(new Place(id, number % 3, number), output(number));
    }

    private static InferenceResult recorded(String id, double value) {
        return InferenceResult.newBuilder().setId(id).setOutput(output(value)).build();
    }

    private static List<String> pairs(SpilledJoin join, SpilledJoin.Left expected) {
        List<String> pairs = new ArrayList<>();
        SpilledJoin.Left left = join.join((answered, result) -> pairs.add(answered + " was " + result.getOutput()));
        assertThat(left).isEqualTo(expected);
        return pairs;
    }

    @Test
    void joinsEveryAnswerWithItsResultWhateverTheirOrder() {
        int count = 5_000;
        try (SpilledJoin join = SpilledJoin.in(parent)) {
            IntStream.range(0, count).forEach(i -> join.add(answered("id-" + i, i)));
            IntStream.range(0, count).forEach(i -> join.add(recorded("id-" + (count - 1 - i), i)));

            assertThat(pairs(join, new SpilledJoin.Left(0, 0)))
                    .hasSize(count)
                    .contains(answered("id-7", 7) + " was " + output(count - 8));
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void takesTheFirstOfSeveralResultsAndNoIdOfSeveralRequests() {
        try (SpilledJoin join = SpilledJoin.in(parent)) {
            join.add(answered("once", 1));
            join.add(answered("twice", 2));
            join.add(new Answered(new Place("twice", 0, 3), null));
            join.add(new Answered(new Place("refused", 0, 4), null));
            join.add(answered("unanswered", 5));
            List.of("once", "twice", "refused", "of another").forEach(id -> join.add(recorded(id, 10)));
            join.add(recorded("once", 11));

            assertThat(pairs(join, new SpilledJoin.Left(1, 1)))
                    .containsExactly(answered("once", 1) + " was " + output(10));
        }
    }
}
