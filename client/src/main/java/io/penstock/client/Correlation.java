package io.penstock.client;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Tells this client's answers from those of others: a header of 24 bytes, the client's random id and the request's
 * number, which a pipeline repeats on results and dead letters alike. Ids of requests are the user's and need not be
 * unique. Thread-safe.
 */
final class Correlation {
    /** The header's key. */
    static final String HEADER = "penstock-client";

    private static final int BYTES = 3 * Long.BYTES;

    private final long most;
    private final long least;

    Correlation(UUID client) {
        most = client.getMostSignificantBits();
        least = client.getLeastSignificantBits();
    }

    byte[] of(long number) {
        return ByteBuffer.allocate(BYTES)
                .putLong(most)
                .putLong(least)
                .putLong(number)
                .array();
    }

    /** The number of the request that the record answers; empty if it is no request of this client. */
    OptionalLong numberIn(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null || header.value().length != BYTES) {
            return OptionalLong.empty();
        }
        ByteBuffer value = ByteBuffer.wrap(header.value());
        return value.getLong() == most && value.getLong() == least
                ? OptionalLong.of(value.getLong())
                : OptionalLong.empty();
    }
}
