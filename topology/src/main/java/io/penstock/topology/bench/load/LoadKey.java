package io.penstock.topology.bench.load;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The key of a request of a load. The pipeline gives its answer the same one, so that nothing else has to be kept of a
 * request under way.
 *
 * @param step the step it belongs to
 * @param dueNanos when it was due to be sent, by {@link System#nanoTime}
 */
record LoadKey(int step, long dueNanos) {
    private static final int BYTES = Integer.BYTES + Long.BYTES;

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putInt(step).putLong(dueNanos).array();
    }

    /** The key of these bytes; null if no load has sent it. */
    static @Nullable LoadKey of(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length != BYTES) {
            return null;
        }
        ByteBuffer key = ByteBuffer.wrap(bytes);
        return new LoadKey(key.getInt(), key.getLong());
    }
}
