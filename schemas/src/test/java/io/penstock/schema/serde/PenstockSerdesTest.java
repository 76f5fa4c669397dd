package io.penstock.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PenstockSerdesTest {
    private static final Map<String, ?> NOWHERE = Map.of("schema.registry.url", "http://127.0.0.1:1");

    @Test
    void demandsTheRegistrysAddress() {
        assertThatThrownBy(() -> PenstockSerdes.configuredWith(Map.of("auto.register.schemas", false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the registry's address is missing: set schema.registry.url");
    }

    @Test
    void keepsWhatTheUserSet() {
        var properties = SerdeProperties.of(Map.of(
                "schema.registry.url", "http://127.0.0.1:1",
                "avro.remove.java.properties", false,
                "basic.auth.user.info", "user:secret"));

        assertThat(properties)
                .containsEntry("avro.remove.java.properties", false)
                .containsEntry("basic.auth.user.info", "user:secret")
                .containsEntry("specific.avro.reader", true);
    }

    @Test
    void aNullValueStaysNullWithoutARegistry() {
        try (var serde = PenstockSerdes.configuredWith(NOWHERE).requests()) {
            assertThat(serde.serializer().serialize("topic", null)).isNull();
            assertThat(serde.deserializer().deserialize("topic", null)).isNull();
        }
    }
}
