package io.penstock.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.InferenceRequest;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class TrustedRecordsTest {
    @Test
    void trustsTheRecordsAndNothingMore() {
        TrustedRecords.allow();

        var trusted = ClassSecurityValidator.getGlobal();
        assertThat(trusted.isTrusted(InferenceRequest.class)).isTrue();
        assertThat(trusted.isTrusted(TrustedRecords.class)).isFalse();
        assertThat(trusted.isTrusted(ProcessBuilder.class)).isFalse();
    }

    @Test
    void keepsWhatWasTrustedBefore() {
        var before = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.builder().add(StringBuilder.class).build());
        try {
            TrustedRecords.allow();

            assertThat(ClassSecurityValidator.getGlobal().isTrusted(StringBuilder.class))
                    .isTrue();
            assertThat(ClassSecurityValidator.getGlobal().isTrusted(InferenceRequest.class))
                    .isTrue();
        } finally {
            ClassSecurityValidator.setGlobal(before);
        }
    }

    @Test
    void changesNothingWhenCalledAgain() {
        TrustedRecords.allow();
        var once = ClassSecurityValidator.getGlobal();

        TrustedRecords.allow();

        assertThat(ClassSecurityValidator.getGlobal()).isSameAs(once);
    }
}
