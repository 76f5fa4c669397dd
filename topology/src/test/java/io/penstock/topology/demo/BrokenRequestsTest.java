package io.penstock.topology.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.serde.TrustedRecords;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class BrokenRequestsTest {
    @BeforeAll
    static void trustTheRecords() {
        TrustedRecords.allow();
    }

    @Test
    void breaksEachInAWayOfItsOwn() {
        List<InferenceRequest> broken =
                BrokenRequests.of(new HeldOutImage("a.png", "1", ByteBuffer.wrap(new byte[] {1, 2, 3, 4})));
        assertThat(broken)
                .extracting(InferenceRequest::getId)
                .containsExactly("broken-truncated", "broken-no-image", "broken-too-late");
        assertThat(((EncodedPayload) broken.get(0).getInput()).getContent())
                .isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(((EncodedPayload) broken.get(1).getInput()).getMediaType()).isEqualTo("text/plain");
        assertThat(broken.get(2).getDeadline()).isNotNull();
    }
}
