package io.penstock.benchmarks.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.DataType;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorOutput;
import io.penstock.schema.serde.TrustedRecords;
import io.penstock.topology.config.Guarantee;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {
    private static final int SENT = 8;

    private final AnswerCheck check = new AnswerCheck(SENT, 2, List.of(output(0), output(1)));

    @Test
    void passesWhatWasAnsweredOnceUpToAPoint() {
        for (int request = 0; request < 6; request++) {
            answer(request, request % 2);
        }

        Delivery delivery = check.delivery(new long[] {3, 2});

        assertThat(delivery).isEqualTo(new Delivery(6, 0, 0, 1, 0, 100));
        assertThat(delivery.problems(Guarantee.EXACTLY_ONCE_V2)).isEmpty();
    }

    @Test
    void missesWhatIsBeforeAnAnswerOrACommittedOffset() {
        answer(4, 0); // the third of partition 0

        Delivery delivery = check.delivery(new long[] {0, 3});

        assertThat(delivery.missing()).isEqualTo(2 + 3);
        assertThat(delivery.problems(Guarantee.AT_LEAST_ONCE)).containsExactly("5 requests have no answer");
    }

    @Test
    void allowsASecondAnswerOnlyWhereItWasNotExcluded() {
        answer(0, 0);
        answer(0, 0);

        Delivery delivery = check.delivery(new long[] {1, 0});

        assertThat(delivery.problems(Guarantee.AT_LEAST_ONCE)).isEmpty();
        assertThat(delivery.problems(Guarantee.EXACTLY_ONCE_V2)).containsExactly("1 answers came twice");
    }

    @Test
    void noticesTheAnswerToAnotherRequest() {
        answer(0, 1);

        assertThat(check.delivery(new long[2]).problems(Guarantee.AT_LEAST_ONCE))
                .containsExactly("1 of 1 answers looked at are wrong");
    }

    @Test
    void sortsTheTimesOfFirstAnswers() {
        check.answer(1, 20, 1, () -> result(1));
        check.answer(0, 10, 1, () -> result(0));
        check.answer(0, 5, 1, () -> result(0));

        assertThat(check.appendedMillis()).containsExactly(10, 20);
    }

    private void answer(int request, int content) {
        check.answer(request, 0, 100, () -> result(content));
    }

    private static InferenceResult result(int pooled) {
        TrustedRecords.allow();
        return InferenceResult.newBuilder()
                .setId(Integer.toString(pooled))
                .setOutput(output(pooled))
                .build();
    }

    private static TensorOutput output(int pooled) {
        byte[] data = {(byte) (1 + pooled), 100};
        return new TensorOutput(List.of(new Tensor("data", DataType.UINT8, List.of(1L, 2L), ByteBuffer.wrap(data))));
    }
}
