package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;

/** What must hold for the answers to a load. */
final class Answers {
    private Answers() {}

    /** Every request has exactly one answer, in the order of its partition. */
    static void assertExactlyOnceInOrder(Topics topics, long perPartition) {
        for (List<Answer> partition : Results.read(topics)) {
            assertThat(numbers(partition)).isEqualTo(all(perPartition));
        }
    }

    /** Every request has an answer, and the first answers are in the order of their partition. */
    static void assertNoneMissing(Topics topics, long perPartition) {
        for (List<Answer> partition : Results.read(topics)) {
            assertThat(numbers(partition).stream().distinct().toList()).isEqualTo(all(perPartition));
        }
    }

    private static List<Long> numbers(List<Answer> answers) {
        return answers.stream().map(Answer::sequence).toList();
    }

    private static List<Long> all(long perPartition) {
        return LongStream.range(0, perPartition).boxed().toList();
    }
}
