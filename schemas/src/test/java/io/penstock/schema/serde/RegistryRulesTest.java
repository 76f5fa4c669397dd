package io.penstock.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.Records;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A registry that answers with rules, as the one that the other tests use does not. */
class RegistryRulesTest {
    private static final String DISABLED_RULE =
            """
            {"domainRules": [{"name": "r", "kind": "CONDITION", "mode": "WRITE", "type": "CEL", "disabled": true}]}""";

    private final HttpServer server;

    RegistryRulesTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aSubjectWithRulesIsNotKept() {
        assertThat(isKept(Map.of(), DISABLED_RULE)).isFalse();
    }

    @Test
    void aSubjectWithoutRulesIsKept() {
        assertThat(isKept(Map.of(), "null")).isTrue();
    }

    /** The serializer asks for the schema's id alone, and writes as the class says. */
    @Test
    void aSubjectThatIsOnlyLookedUpIsKeptWhateverItsRules() {
        assertThat(isKept(Map.of("auto.register.schemas", false), DISABLED_RULE))
                .isTrue();
    }

    private boolean isKept(Map<String, Object> more, String rules) {
        String schema = InferenceResult.getClassSchema().toString();
        answerWith("{\"id\": 1, \"version\": 1, \"subject\": \"topic-value\", \"schemaType\": \"AVRO\", \"schema\": \""
                + schema.replace("\\", "\\\\").replace("\"", "\\\"") + "\", \"ruleSet\": " + rules + "}");
        Map<String, Object> properties = new HashMap<>(more);
        properties.put(
                "schema.registry.url", "http://127.0.0.1:" + server.getAddress().getPort());
        try (Serde<InferenceResult> serde =
                PenstockSerdes.configuredWith(properties).results()) {
            serde.serializer().serialize("topic", Records.result(Records.classification()));
            return OwnSchema.isKeptBy(serde.serializer());
        }
    }

    private void answerWith(String body) {
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
