package io.penstock.workshop.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.io.IOException;

/** Reads and writes manifests. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    static byte[] write(PlanManifest manifest) {
        try {
            return MAPPER.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest is always representable", e);
        }
    }

    /** @throws PenstockException FATAL, if it is no manifest; the message names where it comes from */
    static PlanManifest read(byte[] json, String source) {
        try {
            return MAPPER.readValue(json, PlanManifest.class);
        } catch (IOException e) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "this is no manifest of a plan: manifest=" + source + ": " + e.getMessage(),
                    e);
        }
    }
}
