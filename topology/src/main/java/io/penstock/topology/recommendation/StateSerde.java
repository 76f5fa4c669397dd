package io.penstock.topology.recommendation;

import io.penstock.schema.serde.RecordClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Serdes of state stores: Avro's single-object encoding, which names its schema by a hash and needs no registry. */
final class StateSerde {
    private StateSerde() {}

    /** A serde on a generated record's encoder and decoder. Thread-safe. */
    static <T> Serde<T> of(Schema record, BinaryMessageEncoder<T> encoder, BinaryMessageDecoder<T> decoder) {
        RecordClasses.initialise(record);
        Serializer<T> serializer = (topic, value) -> value == null ? null : bytes(encoder, value);
        Deserializer<T> deserializer = (topic, bytes) -> bytes == null ? null : value(decoder, bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static <T> byte[] bytes(BinaryMessageEncoder<T> encoder, T value) {
        try {
            ByteBuffer encoded = encoder.encode(value);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T value(BinaryMessageDecoder<T> decoder, byte[] bytes) {
        try {
            return decoder.decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
