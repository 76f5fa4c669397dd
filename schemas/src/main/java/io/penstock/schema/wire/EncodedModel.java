package io.penstock.schema.wire;

import io.penstock.schema.ModelIdentity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A model's identity in Avro's binary encoding, made once for many results. Immutable. */
public final class EncodedModel {
    private final byte[] encoded;

    private EncodedModel(byte[] encoded) {
        this.encoded = encoded;
    }

    /** Encodes an identity. */
    public static EncodedModel of(ModelIdentity model) {
        List<byte[]> texts = Stream.of(model.getName(), model.getVersion(), model.getEngineHash(), model.getBackend())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        AvroBytes encoded = new AvroBytes(texts.stream()
                .mapToInt(text -> AvroBytes.sizeOfBytes(text.length))
                .sum());
        texts.forEach(encoded::putBytes);
        return new EncodedModel(encoded.full());
    }

    int size() {
        return encoded.length;
    }

    void putTo(AvroBytes value) {
        value.putEncoded(encoded);
    }
}
