package io.penstock.topology.stage.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class TopKTest {
    @RepeatedTest(50)
    void findsWhatSortingFinds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        double[] scores =
                random.ints(1 + random.nextInt(40), 0, 12).asDoubleStream().toArray();
        int k = 1 + random.nextInt(10);

        int[] sorted = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();

        assertThat(TopK.of(scores, k)).isEqualTo(sorted);
    }
}
