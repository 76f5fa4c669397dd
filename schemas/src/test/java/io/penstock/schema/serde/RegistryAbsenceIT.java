package io.penstock.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.penstock.local.LocalRegistry;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.Records;
import io.penstock.schema.serde.DecodingFailure.RegistryUnavailable;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The registry goes away and comes back. */
class RegistryAbsenceIT {
    private final LocalRegistry registry = LocalRegistry.start();
    private final Map<String, ?> properties = Map.of("schema.registry.url", registry.url());
    private final PenstockSerdes serdes = PenstockSerdes.configuredWith(properties);

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void onlySchemasNotSeenYetMissIt() {
        var written = Records.encodedRequest("r1");
        try (var acquainted = serdes.requests();
                var stranger = serdes.requests();
                var subjects = Subjects.connect(properties)) {
            var bytes = acquainted.serializer().serialize("topic", written);
            acquainted.deserializer().deserialize("topic", bytes);

            registry.stop();

            assertThat(acquainted.deserializer().deserialize("topic", bytes)).isEqualTo(written);
            assertThat(acquainted.serializer().serialize("topic", written)).isEqualTo(bytes);
            assertThat(DecodingFailure.of(
                            catchThrowable(() -> stranger.deserializer().deserialize("topic", bytes))))
                    .isInstanceOf(RegistryUnavailable.class);
            assertThatThrownBy(() -> subjects.register("topic", InferenceRequest.getClassSchema()))
                    .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.retryable())
                            .isTrue());

            registry.restart();

            assertThat(subjects.register("topic", InferenceRequest.getClassSchema()))
                    .isEqualTo(ByteBuffer.wrap(bytes, 1, 4).getInt());
            assertThat(stranger.deserializer().deserialize("topic", bytes)).isEqualTo(written);
        }
    }
}
