package io.penstock.topology.stage.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.EncodedPayload;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples go from PNG files to pixels without a change that nobody asked for. */
class SampleReaderTest {
    @Test
    void everyGrayStaysTheSameGray() {
        BufferedImage image = Pictures.gray(IntStream.range(0, 256).toArray());

        assertThat(read(image, 1))
                .containsExactlyElementsOf(IntStream.range(0, 256).boxed().toList());
        assertThat(read(image, 3))
                .containsExactlyElementsOf(
                        IntStream.range(0, 768).mapToObj(i -> i / 3).toList());
    }

    @Test
    void coloursComeRedGreenBlue() {
        assertThat(read(Pictures.rgb(new int[] {0x010203, 0xFDFEFF}), 3)).containsExactly(1, 2, 3, 253, 254, 255);
    }

    @ParameterizedTest
    @CsvSource({"FF0000, 76", "00FF00, 150", "0000FF, 29", "FFFFFF, 255", "808080, 128", "010101, 1", "7B2D43, 71"})
    void coloursBecomeGrayByTheirLuma(String rgb, int luma) {
        assertThat(read(Pictures.rgb(new int[] {Integer.parseInt(rgb, 16)}), 1)).containsExactly(luma);
    }

    @Test
    void transparentPixelsShowTheBackground() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 3, 1, new int[] {0x00FFFFFF, 0x80FF0000, 0xFF00FF00}, 0, 3);

        assertThat(read(image, 3)).containsExactly(0, 0, 0, 128, 0, 0, 0, 255, 0);
        assertThat(read(image, 3, new Colour(255, 255, 255))).containsExactly(255, 255, 255, 255, 127, 127, 0, 255, 0);
    }

    @Test
    void palettesAreLookedUpWithTheirTransparency() {
        byte[] parts = {0, (byte) 200, 100};
        IndexColorModel palette = new IndexColorModel(
                2, 3, parts, new byte[] {0, 10, 20}, new byte[3], new byte[] {(byte) 255, (byte) 255, 0});
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
        image.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {1, 0, 2});

        assertThat(read(image, 3)).containsExactly(200, 10, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void oneBitPicturesAreBlackAndWhite() {
        BufferedImage image = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.getRaster().setSamples(0, 0, 9, 1, 0, new int[] {1, 0, 1, 1, 0, 0, 0, 1, 1});

        assertThat(read(image, 1)).containsExactly(255, 0, 255, 255, 0, 0, 0, 255, 255);
    }

    @Test
    void sixteenBitsAreRoundedToEight() {
        BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSamples(0, 0, 4, 1, 0, new int[] {0, 65535, 0x8080, 385});

        assertThat(read(image, 1)).containsExactly(0, 255, 128, 1);
    }

    @Test
    void sixteenBitColoursWithTransparencyAreReadToo() {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_USHORT);
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 2, 1, 4, null);
        raster.setPixels(0, 0, 2, 1, new int[] {65535, 257, 0, 65535, 65535, 65535, 65535, 0});

        assertThat(read(new BufferedImage(model, raster, false, null), 3)).containsExactly(255, 1, 0, 0, 0, 0);
    }

    @Test
    void grayWithTransparencyIsReadToo() {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 2, 1, 2, null);
        raster.setPixels(0, 0, 2, 1, new int[] {100, 255, 100, 51});

        assertThat(read(new BufferedImage(model, raster, false, null), 1)).containsExactly(100, 20);
    }

    @Test
    void jpegsOfOneChannelKeepTheirGray() {
        int[][] rows = new int[16][16];
        for (int[] row : rows) {
            Arrays.fill(row, 77);
        }

        List<Integer> samples = samples(
                "image/jpeg", Pictures.encode(Pictures.gray(rows), "jpeg", false), new SampleReader(1, Colour.BLACK));

        assertThat(samples).hasSize(256).containsOnly(77);
    }

    @Test
    void webpTransparencyShowsTheBackground() {
        SampleReader onWhite = new SampleReader(1, new Colour(255, 255, 255));

        List<Integer> samples =
                samples("image/webp", Pictures.resource("alpha.webp"), new SampleReader(1, Colour.BLACK));
        List<Integer> white = samples("image/webp", Pictures.resource("alpha.webp"), onWhite);

        assertThat(samples.get(11 * 16 + 15)).isEqualTo(128);
        assertThat(white.get(11 * 16 + 15)).isEqualTo(255);
    }

    private static List<Integer> read(BufferedImage image, int channels) {
        return read(image, channels, Colour.BLACK);
    }

    private static List<Integer> read(BufferedImage image, int channels, Colour background) {
        return samples("image/png", Pictures.png(image), new SampleReader(channels, background));
    }

    private static List<Integer> samples(String mediaType, byte[] file, SampleReader reader) {
        Pixels pixels = new ImageDecoder(1000, reader).decode(new EncodedPayload(mediaType, ByteBuffer.wrap(file)));
        List<Integer> samples = new ArrayList<>();
        for (byte sample : pixels.samples()) {
            samples.add(Byte.toUnsignedInt(sample));
        }
        return samples;
    }
}
