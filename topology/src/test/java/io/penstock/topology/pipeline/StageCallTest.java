package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import org.junit.jupiter.api.Test;

final class StageCallTest {
    @Test
    void returnsWhatTheStageMakes() {
        assertThat(StageCall.of("preprocess", "r1", () -> "rows")).isEqualTo("rows");
    }

    @Test
    void namesStageAndRequestOfARefusal() {
        RecordException reason = new RecordException(RecordFailure.INVALID_INPUT, "NaN in row 3");

        assertThatThrownBy(() -> StageCall.of("preprocess", "r1", () -> {
                    throw reason;
                }))
                .asInstanceOf(type(RefusedRecord.class))
                .satisfies(refused -> {
                    assertThat(refused.stage()).isEqualTo("preprocess");
                    assertThat(refused.requestId()).isEqualTo("r1");
                    assertThat(refused.reason()).isSameAs(reason);
                });
    }

    @Test
    void blamesTheRecordForWhatNobodyForesaw() {
        assertThatThrownBy(() -> StageCall.of("postprocess", "r1", () -> {
                    throw new ClassCastException("a String is no tensor");
                }))
                .asInstanceOf(type(RefusedRecord.class))
                .extracting(RefusedRecord::reason)
                .satisfies(reason -> {
                    assertThat(reason.failure()).isEqualTo(RecordFailure.INTERNAL);
                    assertThat(reason).hasMessage("java.lang.ClassCastException: a String is no tensor");
                });
    }

    @Test
    void passesOnWhatIsNotTheRecordsFault() {
        PenstockException outage = new PenstockException(FailureCategory.TRANSIENT, "the registry does not answer");

        assertThatThrownBy(() -> StageCall.of("postprocess", "r1", () -> {
                    throw outage;
                }))
                .isSameAs(outage);
    }
}
