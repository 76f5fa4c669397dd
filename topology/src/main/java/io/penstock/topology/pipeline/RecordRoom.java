package io.penstock.topology.pipeline;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What a topic takes: a producer that meets a larger record would abort its transaction, again and again. Immutable.
 *
 * @param maxBytes the largest record that the topic and the producer take
 */
record RecordRoom(long maxBytes) {
    private static final int FRAMING_BYTES = 256;
    private static final int HEADER_FRAMING_BYTES = 16;

    /** The most bytes a value may have under this key with these headers; negative if these alone are too large. */
    long beside(byte @Nullable [] key, Headers headers) {
        long taken = FRAMING_BYTES;
        taken += key == null ? 0 : key.length;
        for (Header header : headers) {
            taken += HEADER_FRAMING_BYTES;
            taken += Utils.utf8Length(header.key());
            taken += header.value() == null ? 0 : header.value().length;
        }
        return maxBytes - taken;
    }

    boolean takes(byte @Nullable [] key, Headers headers, byte @Nullable [] value) {
        return (value == null ? 0 : value.length) <= beside(key, headers);
    }
}
