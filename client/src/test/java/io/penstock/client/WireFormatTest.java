package io.penstock.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.BatchInfo;
import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.ClassifiedRow;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.ModelIdentity;
import io.penstock.schema.ScoredClass;
import io.penstock.schema.Timings;
import io.penstock.schema.serde.TrustedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bytes in {@code docs/wire-format.md} are those of the records that it says. */
final class WireFormatTest {
    private static final Path GUIDE = Path.of("../docs/wire-format.md");
    private static final Pattern HEX_BLOCK = Pattern.compile("```hex\n(.*?)```", Pattern.DOTALL);
    private static final int FRAME_BYTES = 5;

    private static final InferenceRequest REQUEST = InferenceRequest.newBuilder()
            .setId("r1")
            .setInput(new EncodedPayload(
                    "application/json", ByteBuffer.wrap("{\"x\":[1,2]}".getBytes(StandardCharsets.UTF_8))))
            .build();

    private static final InferenceResult RESULT = InferenceResult.newBuilder()
            .setId("r1")
            .setOutput(new ClassificationOutput(List.of(new ClassifiedRow(List.of(new ScoredClass("8", 8, 0.75f))))))
            .setModel(new ModelIdentity("digits", "1", "", "onnxruntime"))
            .setBatch(new BatchInfo(7L, 3, 0))
            .setTimings(new Timings(1_200L, 350L, 9_000L))
            .setCompletedAt(Instant.parse("2026-01-01T00:00:00Z"))
            .build();

    @BeforeAll
    static void trust() {
        TrustedRecords.allow();
    }

    /** The bytes of a block, without what follows a {@code #} in a line. */
    private static byte[] example(int index) throws IOException {
        String block = HEX_BLOCK
                .matcher(Files.readString(GUIDE))
                .results()
                .toList()
                .get(index)
                .group(1);
        return HexFormat.of().parseHex(block.replaceAll("#.*", "").replaceAll("\\s+", ""));
    }

    private static <T extends SpecificRecord> T decoded(byte[] framed, Class<T> type) throws IOException {
        assertThat(framed).startsWith(0, 0, 0, 0, 1);
        return new SpecificDatumReader<>(type)
                .read(null, DecoderFactory.get().binaryDecoder(framed, FRAME_BYTES, framed.length - FRAME_BYTES, null));
    }

    private static byte[] framed(SpecificRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0, 0, 0, 0, 1});
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
        return bytes.toByteArray();
    }

    @Test
    void showsARequest() throws IOException {
        byte[] example = example(0);

        assertThat(decoded(example, InferenceRequest.class)).isEqualTo(REQUEST);
        assertThat(example).isEqualTo(framed(REQUEST));
    }

    @Test
    void showsAResult() throws IOException {
        byte[] example = example(1);

        assertThat(decoded(example, InferenceResult.class)).isEqualTo(RESULT);
        assertThat(example).isEqualTo(framed(RESULT));
    }

    @Test
    void namesTheHeader() throws IOException {
        assertThat(Files.readString(GUIDE)).contains("`" + Correlation.HEADER + "`");
    }
}
