package io.penstock.workshop.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpySamplesTest {
    private static final Signature SIGNATURE = new Signature(
            List.of(new TensorSpec("in/x", DataType.FLOAT32, Shape.of(-1, 2))),
            List.of(new TensorSpec("y", DataType.FLOAT32, Shape.of(-1, 2))));
    private static final Bucket BUCKET = Bucket.fixed(SIGNATURE);

    private final Path folder;

    NpySamplesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsRowsAndLabels() throws IOException {
        write("in_x.npy", "<f4", "(3, 2)", floats(1, 2, 3, 4, 5, 6));
        write("labels.npy", "<i8", "(3,)", longs(7, 8, 9));

        Samples samples = NpySamples.read(folder, SIGNATURE, BUCKET);

        assertThat(samples.size()).isEqualTo(3);
        assertThat(samples.label(2)).hasValue(9);
        assertThat(row(samples, 1)).isEqualTo(floats(3, 4));
    }

    @Test
    void readsAFileOfTheOnlyInput() throws IOException {
        Path file = write("any.npy", "<f4", "(1, 2)", floats(1, 2));

        assertThat(NpySamples.read(file, SIGNATURE, BUCKET).label(0)).isEmpty();
    }

    @Test
    void readsPixelsAsTheyAre() throws IOException {
        Signature pixels = new Signature(
                List.of(new TensorSpec("pixels", DataType.UINT8, Shape.of(-1, 3))),
                List.of(new TensorSpec("y", DataType.FLOAT32, Shape.of(-1, 2))));
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {0, 1, 2, 127, (byte) 128, (byte) 255});
        Path file = write("any.npy", "|u1", "(2, 3)", bytes);
        ByteBuffer row = ByteBuffer.allocate(3);

        NpySamples.read(file, pixels, Bucket.fixed(pixels)).write(1, 0, row);

        assertThat(row.array()).containsExactly(127, 128, 255);
    }

    @Test
    void otherValuesHaveAnotherHash() throws IOException {
        Path one = write("one.npy", "<f4", "(1, 2)", floats(1, 2));
        Path two = write("two.npy", "<f4", "(1, 2)", floats(1, 3));

        assertThat(NpySamples.read(one, SIGNATURE, BUCKET).sha256())
                .isNotEqualTo(NpySamples.read(two, SIGNATURE, BUCKET).sha256());
    }

    @Test
    void saysWhatDoesNotFit() throws IOException {
        Path file = write("any.npy", "<i8", "(1, 2)", longs(1, 2));

        assertThatThrownBy(() -> NpySamples.read(file, SIGNATURE, BUCKET))
                .isInstanceOf(PenstockException.class)
                .hasMessage("samples do not fit their input: file=" + file
                        + ", has=INT64[1,2], needs=FLOAT32[-1,2], bucket=fixed");
    }

    @Test
    void saysWhichInputIsMissing() {
        assertThatThrownBy(() -> NpySamples.read(folder, SIGNATURE, BUCKET))
                .hasMessage("there are no samples of an input: input=in/x, expected=" + folder.resolve("in_x.npy"));
    }

    @Test
    void refusesRowsAndLabelsOfDifferentNumber() throws IOException {
        write("in_x.npy", "<f4", "(1, 2)", floats(1, 2));
        write("labels.npy", "<i8", "(2,)", longs(1, 2));

        assertThatThrownBy(() -> NpySamples.read(folder, SIGNATURE, BUCKET))
                .hasMessage("samples differ in their rows: folder=" + folder + ", rows=[1, 2]");
    }

    @Test
    void refusesFilesThatAreCutShort() throws IOException {
        Path file = write("any.npy", "<f4", "(2, 2)", floats(1, 2));

        assertThatThrownBy(() -> NpySamples.read(file, SIGNATURE, BUCKET))
                .hasMessage("cannot read samples: file=" + file + ": its shape [2,2] does not fit its 8 bytes of data");
    }

    @Test
    void refusesOtherFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("x.npy"), "no tensor at all");

        assertThatThrownBy(() -> NpySamples.read(file, SIGNATURE, BUCKET))
                .hasMessage("cannot read samples: file=" + file + ": it is no .npy file; write it with numpy.save");
    }

    private Path write(String name, String type, String shape, ByteBuffer data) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
        ByteBuffer file = ByteBuffer.allocate(10 + header.length() + data.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .put(data);
        return Files.write(folder.resolve(name), file.array());
    }

    private static ByteBuffer row(Samples samples, int sample) {
        ByteBuffer row = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
        samples.write(sample, 0, row);
        return row.flip();
    }

    private static ByteBuffer floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.nativeOrder());
        buffer.asFloatBuffer().put(values);
        return buffer;
    }

    private static ByteBuffer longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 8).order(ByteOrder.nativeOrder());
        buffer.asLongBuffer().put(values);
        return buffer;
    }
}
