package io.penstock.topology.replay;

import io.penstock.schema.InferenceResult;
import io.penstock.schema.serde.TrustedRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A request with its new answer, which can be put into bytes.
 *
 * @param place the request
 * @param output null if it is refused now
 */
record Answered(Place place, @Nullable SpecificRecord output) {
    private static final int FIXED_BYTES = 2 * Integer.BYTES + Long.BYTES;

    static {
        TrustedRecords.allow(); // results are written and read with Avro directly
    }

    ByteBuffer encoded() {
        byte[] id = place.id().getBytes(StandardCharsets.UTF_8);
        ByteBuffer result = output == null ? ByteBuffer.allocate(0) : encoded(output);
        return ByteBuffer.allocate(FIXED_BYTES + id.length + result.remaining())
                .putInt(place.partition())
                .putLong(place.offset())
                .putInt(id.length)
                .put(id)
                .put(result)
                .flip();
    }

    private static ByteBuffer encoded(SpecificRecord output) {
        try {
            return InferenceResult.newBuilder().setOutput(output).build().toByteBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answered decoded(ByteBuffer bytes) {
        int partition = bytes.getInt();
        long offset = bytes.getLong();
        byte[] id = new byte[bytes.getInt()];
        bytes.get(id);
        Place place = new Place(new String(id, StandardCharsets.UTF_8), partition, offset);
        return new Answered(place, bytes.hasRemaining() ? output(bytes) : null);
    }

    private static SpecificRecord output(ByteBuffer bytes) {
        try {
            return (SpecificRecord) InferenceResult.fromByteBuffer(bytes).getOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
