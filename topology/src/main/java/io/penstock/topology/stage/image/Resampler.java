package io.penstock.topology.stage.image;

/**
 * Resizes images: first lines, then columns, each by weighted sums rounded to 8 bits. Belongs to one thread; keeps the
 * weights of the last size between images.
 */
final class Resampler {
    private static final int HALF = 1 << (Taps.FRACTION_BITS - 1);

    private final Interpolation interpolation;
    private Taps lastHorizontal;
    private Taps lastVertical;

    Resampler(Interpolation interpolation) {
        this.interpolation = interpolation;
        this.lastHorizontal = Taps.of(new Span(1, 0, 1, 1), interpolation);
        this.lastVertical = lastHorizontal;
    }

    /** A rectangle of the source, resized; the source itself if nothing changes. */
    Pixels resample(Pixels source, Span horizontal, Span vertical) {
        if (horizontal.isWhole() && vertical.isWhole()) {
            return source;
        }
        lastHorizontal = lastHorizontal.span().equals(horizontal) ? lastHorizontal : Taps.of(horizontal, interpolation);
        lastVertical = lastVertical.span().equals(vertical) ? lastVertical : Taps.of(vertical, interpolation);
        return columns(new Lines(source, lastHorizontal, lastVertical.largestCount()), source.channels());
    }

    private Pixels columns(Lines lines, int channels) {
        Size size = new Size(lastHorizontal.span().pixels(), lastVertical.span().pixels());
        Pixels result = Pixels.black(size, channels);
        int[] sums = new int[size.width() * channels];
        for (int y = 0; y < size.height(); y++) {
            for (int tap = 0; tap < lastVertical.count(y); tap++) {
                byte[] line = lines.line(lastVertical.first(y) + tap);
                int weight = lastVertical.weight(y, tap);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += (line[i] & 0xFF) * weight;
                }
            }
            for (int i = 0; i < sums.length; i++) {
                result.samples()[y * sums.length + i] = rounded(sums[i]);
                sums[i] = 0;
            }
        }
        return result;
    }

    private static byte rounded(int sum) {
        return (byte) Math.max(0, Math.min((sum + HALF) >> Taps.FRACTION_BITS, 255));
    }

    /** The resized lines of an image, made as they are asked for, of which the last few are kept. */
    private static final class Lines {
        private final Pixels source;
        private final Taps taps;
        private final byte[][] kept;
        private int made = -1;

        Lines(Pixels source, Taps taps, int keep) {
            this.source = source;
            this.taps = taps;
            this.kept = new byte[keep][taps.span().pixels() * source.channels()];
        }

        /** The line of this number; never one more than {@code keep} before the last one asked for. */
        byte[] line(int y) {
            byte[] line = kept[y % kept.length];
            if (y > made) {
                make(y, line);
                made = y;
            }
            return line;
        }

        private void make(int y, byte[] line) {
            int channels = source.channels();
            int start = y * source.size().width() * channels;
            for (int x = 0; x < taps.span().pixels(); x++) {
                int from = start + taps.first(x) * channels;
                if (channels == 3) {
                    colourPixel(from, x, line);
                } else {
                    grayPixel(from, x, line);
                }
            }
        }

        private void grayPixel(int from, int x, byte[] line) {
            byte[] samples = source.samples();
            int sum = 0;
            for (int tap = 0; tap < taps.count(x); tap++) {
                sum += (samples[from + tap] & 0xFF) * taps.weight(x, tap);
            }
            line[x] = rounded(sum);
        }

        private void colourPixel(int from, int x, byte[] line) {
            byte[] samples = source.samples();
            int red = 0;
            int green = 0;
            int blue = 0;
            int at = from;
            for (int tap = 0; tap < taps.count(x); tap++, at += 3) {
                int weight = taps.weight(x, tap);
                red += (samples[at] & 0xFF) * weight;
                green += (samples[at + 1] & 0xFF) * weight;
                blue += (samples[at + 2] & 0xFF) * weight;
            }
            line[x * 3] = rounded(red);
            line[x * 3 + 1] = rounded(green);
            line[x * 3 + 2] = rounded(blue);
        }
    }
}
