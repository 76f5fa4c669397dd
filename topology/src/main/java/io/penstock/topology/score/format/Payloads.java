package io.penstock.topology.score.format;

import io.penstock.schema.EncodedPayload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What rows are sent as. */
final class Payloads {
    private Payloads() {}

    /** An object of these members. */
    static EncodedPayload json(String members) {
        return new EncodedPayload(
                MediaTypes.JSON, ByteBuffer.wrap(("{" + members + "}").getBytes(StandardCharsets.UTF_8)));
    }
}
