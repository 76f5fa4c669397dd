package io.penstock.schema.wire;

import io.penstock.schema.DataType;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Records as Avro itself writes them behind a schema id, and random tensors for them. */
final class AvroValues {
    static final byte[] FRAME = {0, 1, 2, 3, 4};

    private static final List<DataType> DTYPES = List.of(DataType.values());

    private AvroValues() {}

    static byte[] of(InferenceRequest request) {
        return encoded(request, out -> EncoderFactory.get().directBinaryEncoder(out, null));
    }

    static byte[] of(InferenceResult result) {
        return encoded(result, out -> EncoderFactory.get().directBinaryEncoder(out, null));
    }

    /** With blocks that tell their size in bytes, as writers may that do not know their items beforehand. */
    static byte[] inSizedBlocks(InferenceRequest request) {
        return encoded(request, out -> EncoderFactory.get().blockingBinaryEncoder(out, null));
    }

    private static <T extends SpecificRecord> byte[] encoded(
            T record, Function<ByteArrayOutputStream, BinaryEncoder> encoders) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(FRAME);
        try {
            BinaryEncoder encoder = encoders.apply(out);
            new SpecificDatumWriter<T>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** What Avro itself reads. */
    static InferenceRequest request(byte[] value) {
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(Arrays.copyOfRange(value, FRAME.length, value.length), null);
        try {
            return new SpecificDatumReader<>(InferenceRequest.class).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value with a byte behind its frame drawn anew, or written in more groups than it needs. */
    static byte[] mutated(Random random, byte[] value) {
        int at = FRAME.length + random.nextInt(value.length - FRAME.length);
        if (random.nextBoolean()) {
            byte[] drawn = value.clone();
            drawn[at] = (byte) random.nextInt();
            return drawn;
        }
        int more = 1 + random.nextInt(9);
        byte[] longer = new byte[value.length + more];
        System.arraycopy(value, 0, longer, 0, at + 1);
        longer[at] |= (byte) 0x80;
        Arrays.fill(longer, at + 1, at + more, (byte) 0x80);
        System.arraycopy(value, at + 1, longer, at + 1 + more, value.length - at - 1);
        return longer;
    }

    static List<Tensor> tensors(Random random, int count) {
        return IntStream.range(0, count).mapToObj(i -> tensor(random, i)).toList();
    }

    private static Tensor tensor(Random random, int index) {
        byte[] data = new byte[random.nextInt(200)];
        random.nextBytes(data);
        return new Tensor(
                "tensor-é-" + index,
                DTYPES.get(random.nextInt(DTYPES.size())),
                Stream.generate(() -> random.nextLong() >> random.nextInt(64))
                        .limit(random.nextInt(5))
                        .toList(),
                ByteBuffer.wrap(data));
    }
}
