package io.penstock.topology.stage.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Reads the samples of a decoded image as they are in its file: Java2D's own conversions apply colour profiles and gamma,
 * which change the values that a model was trained on. Transparent pixels are laid over a background. Immutable and
 * thread-safe.
 */
final class SampleReader {
    private static final int OPAQUE = 0xFF;

    private final int channels;
    private final Colour background;

    /**
     * A reader of images with this many channels.
     *
     * @param channels 1 for gray, 3 for red, green, blue
     */
    SampleReader(int channels, Colour background) {
        this.channels = channels;
        this.background = background;
    }

    Pixels read(BufferedImage image) {
        Size size = new Size(image.getWidth(), image.getHeight());
        Pixels pixels = Pixels.black(size, channels);
        Rows rows = rowsOf(image);
        int[] row = new int[size.width()];
        for (int y = 0; y < size.height(); y++) {
            rows.read(y, row);
            store(row, pixels.samples(), y * size.width() * channels);
        }
        return pixels;
    }

    private void store(int[] row, byte[] samples, int start) {
        for (int x = 0; x < row.length; x++) {
            row[x] = row[x] >>> 24 == OPAQUE ? row[x] : overBackground(row[x]);
        }
        if (channels == 1) {
            storeGray(row, samples, start);
        } else {
            storeColour(row, samples, start);
        }
    }

    private static void storeGray(int[] row, byte[] samples, int start) {
        for (int x = 0; x < row.length; x++) {
            int rgb = row[x];
            samples[start + x] = (byte) Colour.luma((rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF);
        }
    }

    private static void storeColour(int[] row, byte[] samples, int start) {
        int at = start;
        for (int rgb : row) {
            samples[at] = (byte) (rgb >> 16);
            samples[at + 1] = (byte) (rgb >> 8);
            samples[at + 2] = (byte) rgb;
            at += 3;
        }
    }

    private int overBackground(int argb) {
        int alpha = argb >>> 24;
        return blend((argb >> 16) & 0xFF, background.red(), alpha) << 16
                | blend((argb >> 8) & 0xFF, background.green(), alpha) << 8
                | blend(argb & 0xFF, background.blue(), alpha);
    }

    private static int blend(int sample, int behind, int alpha) {
        return (sample * alpha + behind * (OPAQUE - alpha) + OPAQUE / 2) / OPAQUE;
    }

    /** A row of 8-bit alpha, red, green and blue. */
    private interface Rows {
        void read(int y, int[] argb);
    }

    private static Rows rowsOf(BufferedImage image) {
        ColorModel model = image.getColorModel();
        Raster raster = image.getRaster();
        if (model instanceof IndexColorModel palette) {
            return palette(raster, palette);
        }
        if (!(model instanceof ComponentColorModel)) {
            return (y, argb) -> image.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
        }
        if (raster.getNumBands() > (model.hasAlpha() ? 4 : 3)) {
            throw new IllegalArgumentException("the image has " + raster.getNumBands() + " colour channels");
        }
        if (raster.getSampleModel() instanceof PixelInterleavedSampleModel layout
                && raster.getDataBuffer() instanceof DataBufferByte buffer
                && raster.getParent() == null) {
            return bytes(buffer, layout);
        }
        return samples(raster, raster.getTransferType() == DataBuffer.TYPE_USHORT);
    }

    private static Rows palette(Raster raster, IndexColorModel palette) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        return (y, argb) -> {
            raster.getSamples(0, y, argb.length, 1, 0, argb);
            for (int x = 0; x < argb.length; x++) {
                argb[x] = colours[argb[x]];
            }
        };
    }

    private static Rows bytes(DataBufferByte buffer, PixelInterleavedSampleModel layout) {
        byte[] data = buffer.getData();
        int[] offsets = layout.getBandOffsets();
        int first = buffer.getOffset();
        int bands = offsets.length;
        int red = offsets[0];
        int green = offsets[bands < 3 ? 0 : 1];
        int blue = offsets[bands < 3 ? 0 : 2];
        int alpha = offsets[bands - 1];
        int opaque = bands % 2 == 0 ? 0 : OPAQUE << 24;
        return (y, argb) -> {
            int at = first + y * layout.getScanlineStride();
            int step = layout.getPixelStride();
            for (int x = 0; x < argb.length; x++, at += step) {
                argb[x] = opaque
                        | data[at + alpha] << 24
                        | (data[at + red] & 0xFF) << 16
                        | (data[at + green] & 0xFF) << 8
                        | (data[at + blue] & 0xFF);
            }
        };
    }

    private static Rows samples(Raster raster, boolean sixteenBits) {
        int bands = raster.getNumBands();
        return (y, argb) -> {
            int[] samples = raster.getPixels(0, y, argb.length, 1, (int[]) null);
            for (int i = 0; sixteenBits && i < samples.length; i++) {
                samples[i] = (samples[i] * 255 + 32895) >>> 16;
            }
            for (int x = 0; x < argb.length; x++) {
                argb[x] = argb(samples, x * bands, bands);
            }
        };
    }

    /** One band is gray, two are gray and alpha, three are red, green and blue, four those and alpha. */
    private static int argb(int[] samples, int at, int bands) {
        int alpha = bands % 2 == 0 ? samples[at + bands - 1] : OPAQUE;
        int first = samples[at];
        return bands < 3
                ? alpha << 24 | first * 0x010101
                : alpha << 24 | first << 16 | samples[at + 1] << 8 | samples[at + 2];
    }
}
