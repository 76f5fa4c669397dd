package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryCheckTest {
    private static final Agreement AGREEMENT = Agreement.withTheEngine(0.01);

    private final DeliveryCheck check =
            new DeliveryCheck(4, List.of(Answered.tensor(1), Answered.tensor(2)), AGREEMENT);

    @Test
    void findsNothingWrongWhereEachRequestHasItsAnswerInOrder() {
        answer(0, 0, 1);
        answer(1, 1, 2);
        answer(0, 2, 1);
        answer(1, 3, 2);

        assertThat(check.delivery().problems(AGREEMENT)).isEmpty();
        assertThat(check.appendedMillis()).containsExactly(7, 7, 7, 7);
        assertThat(check.delivery().resultBytes()).isEqualTo(10);
    }

    @Test
    void namesEverythingThatIsWrong() {
        answer(0, 2, 1);
        answer(0, 2, 1);
        answer(0, 0, 5);
        check.answer(1, 1, 7, 10, Answered.result(0, Answered.tensor(2)));
        check.deadLetter("too large");

        assertThat(check.delivery().problems(AGREEMENT))
                .containsExactly(
                        "1 of 4 requests have no answer",
                        "1 answers came twice",
                        "1 answers are not in the order of their requests",
                        "1 answers are under the key of another request",
                        "1 requests were refused, the first because: too large",
                        "1 of 3 answers are not those of the reference: greatest relative error 4.00, allowed 0.0100");
    }

    @Test
    void letsSomeAnswersDifferWhereThePrecisionMay() {
        answer(0, 0, 5);
        answer(0, 1, 2);
        answer(0, 2, 1);
        answer(0, 3, 2);

        assertThat(check.delivery().problems(new Agreement(0.01, 0.75, Map.of())))
                .isEmpty();
        assertThat(check.delivery().problems(new Agreement(0.01, 0.76, Map.of())))
                .hasSize(1);
    }

    private void answer(int partition, int request, float value) {
        check.answer(partition, request, 7, 10, Answered.result(request % 2, Answered.tensor(value)));
    }
}
