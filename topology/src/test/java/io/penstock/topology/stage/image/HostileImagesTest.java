package io.penstock.topology.stage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.schema.EncodedPayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made by somebody who knows the formats. */
class HostileImagesTest {
    private final ImageDecoder decoder = new ImageDecoder(1 << 24, new SampleReader(3, Colour.BLACK));

    static List<Arguments> bombs() {
        byte[] bmp = Pictures.encode(Pictures.quadrants(), "bmp", false);
        byte[] gif = Pictures.encode(Pictures.quadrants(), "gif", false);
        byte[] jpeg = Pictures.encode(Pictures.quadrants(), "jpeg", false);
        byte[] canvas = Pictures.resource("lossy-alpha.webp");
        byte[] picture = Pictures.resource("lossy-alpha.webp");
        return List.of(
                Arguments.of("image/png", png(100_000, 100_000, new byte[0]), "100000x100000"),
                Arguments.of("image/png", Arrays.copyOf(png(100_000, 100_000, new byte[0]), 33), "100000x100000"),
                Arguments.of("image/bmp", little(bmp, 18, 30_000, 30_000), "30000x30000"),
                Arguments.of("image/bmp", little(bmp, 18, 30_000, -30_000), "30000x30000"),
                Arguments.of(
                        "image/gif", shorts(gif, find(gif, ",\0\0\0\0") + 5, ByteOrder.LITTLE_ENDIAN), "65535x65535"),
                Arguments.of(
                        "image/jpeg",
                        shorts(jpeg, find(jpeg, "\u00FF\u00C0") + 5, ByteOrder.BIG_ENDIAN),
                        "65535x65535"),
                Arguments.of("image/webp", fill(canvas, find(canvas, "VP8X") + 12, 6), "16777216x16777216"),
                Arguments.of("image/webp", fill(picture, find(picture, "VP8 ") + 14, 4), "16383x16383"));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("bombs")
    void aHugeSizeIsRefusedByTheHeaderAlone(String mediaType, byte[] file, String size) {
        assertThatThrownBy(() -> decode(mediaType, file))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.TOO_LARGE))
                .hasMessageStartingWith("the image has more pixels than preprocess.maxPixels: size=" + size)
                .hasMessageEndingWith(", maxPixels=16777216");
    }

    @Test
    void aThinImageOfManyPixelsIsRefused() {
        assertThatThrownBy(() -> decode("image/png", png(65_536, 1, new byte[0])))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.TOO_LARGE))
                .hasMessage("the image is too long: size=65536x1, longest side=65535");
    }

    @Test
    void anImageWithoutPixelsIsRefused() {
        assertRefused("image/png", png(0, 8, new byte[0]), "the png image has no pixels: size=0x8");
    }

    @Test
    void aPngWithFewerRowsThanItSaysIsRefused() {
        assertRefused("image/png", png(8, 8, new byte[3 * 9]), "Error reading PNG image data");
    }

    @Test
    void aPngWithAWrongChecksumIsRefused() {
        byte[] file = Pictures.png(Pictures.quadrants());
        file[file.length - 20] ^= 1;

        assertRefused("image/png", file, "the checksum of the PNG chunk at byte 33 is wrong");
    }

    @Test
    void aJpegThatEndsEarlyButProperlyIsRefused() {
        byte[] whole = Pictures.encode(noise(), "jpeg", false);
        byte[] file = Arrays.copyOf(whole, whole.length / 2);
        file[file.length - 2] = (byte) 0xFF;
        file[file.length - 1] = (byte) 0xD9;

        assertRefused("image/jpeg", file, "Corrupt JPEG data: premature end of data segment");
    }

    @Test
    void aJpegWithStrayBytesIsRead() {
        byte[] whole = Pictures.encode(Pictures.quadrants(), "jpeg", false);
        ByteBuffer file = ByteBuffer.allocate(whole.length + 6);
        file.put(whole, 0, whole.length - 2)
                .putShort((short) 0x1234)
                .putShort((short) 0xFFD9)
                .putInt(0);

        assertThat(decode("image/jpeg", file.array()).size()).isEqualTo(new Size(16, 12));
    }

    @Test
    void aJpegOfEndlessScansIsRefused() {
        byte[] whole = Pictures.encode(Pictures.quadrants(), "jpeg", true);
        int scan = find(whole, "\u00FF\u00DA");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(whole, 0, scan);
        for (int i = 0; i <= 100; i++) {
            file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 2, 0});
        }
        file.write(whole, scan, whole.length - scan);

        assertRefused("image/jpeg", file.toByteArray(), "the JPEG file has more than 100 scans");
    }

    @Test
    void aGifThatEndsEarlyButProperlyIsRefused() {
        byte[] whole = Pictures.encode(noise(), "gif", false);
        int data = find(whole, ",\0\0\0\0") + 11;
        byte[] file = Arrays.copyOf(whole, data + 1 + Byte.toUnsignedInt(whole[data]) + 2);
        file[file.length - 2] = 0;
        file[file.length - 1] = ';';

        assertRefused("image/gif", file, "the GIF image ends after 12.5 % of its rows");
    }

    @ParameterizedTest
    @CsvSource({"noise.webp, its data end before all its pixels are there", "lossy-noise.webp, java.io.EOFException"})
    void aWebpThatEndsEarlyButProperlyIsRefused(String name, String reason) {
        byte[] whole = Pictures.resource(name);
        byte[] half = Arrays.copyOf(whole, whole.length / 4 * 2);
        byte[] file = little(little(half, 4, half.length - 8), 16, half.length - 20);

        assertRefused("image/webp", file, reason);
        assertThat(decode("image/webp", whole).size()).isEqualTo(new Size(40, 40));
    }

    @Test
    void aPictureInsideOfABmpIsRefused() {
        byte[] file = little(Pictures.encode(Pictures.quadrants(), "bmp", false), 30, 5);

        assertRefused("image/bmp", file, "the BMP file is compressed in a way that is not read");
    }

    private void assertRefused(String mediaType, byte[] file, String reason) {
        assertThatThrownBy(() -> decode(mediaType, file))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.UNDECODABLE))
                .hasMessage("the image cannot be decoded: mediaType=" + mediaType + ", bytes=" + file.length
                        + ", reason=" + reason);
    }

    private Pixels decode(String mediaType, byte[] file) {
        return decoder.decode(new EncodedPayload(mediaType, ByteBuffer.wrap(file)));
    }

    private static BufferedImage noise() {
        Random random = new Random(7);
        int[][] rows = new int[40][40];
        for (int[] row : rows) {
            Arrays.setAll(row, x -> random.nextInt(256));
        }
        return Pictures.gray(rows);
    }

    /** A gray PNG of these filtered rows, whatever its header says. */
    private static byte[] png(int width, int height, byte[] rows) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .array();
        file.writeBytes(chunk("IHDR", header));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
            deflater.write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file.writeBytes(chunk("IDAT", data.toByteArray()));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        CRC32 checksum = new CRC32();
        checksum.update(type.getBytes(StandardCharsets.US_ASCII));
        checksum.update(data);
        return ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .putInt((int) checksum.getValue())
                .array();
    }

    private static byte[] little(byte[] file, int at, int... values) {
        ByteBuffer buffer =
                ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN).position(at);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    private static byte[] shorts(byte[] file, int at, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.wrap(file.clone()).order(order);
        return buffer.putShort(at, (short) -1).putShort(at + 2, (short) -1).array();
    }

    private static byte[] fill(byte[] file, int at, int count) {
        byte[] filled = file.clone();
        Arrays.fill(filled, at, at + count, (byte) 0xFF);
        return filled;
    }

    private static int find(byte[] file, String characters) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf(characters);
    }
}
