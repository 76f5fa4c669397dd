package io.penstock.topology.stage.image;

import io.penstock.engine.DataType;
import io.penstock.topology.stage.TensorElements;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * What each of the 256 values of a sample becomes in the tensor: {@code (sample * scale - mean) / std} in the tensor's
 * dtype. Immutable and thread-safe.
 */
final class SampleTable {
    private static final int VALUES = 256;

    private final DataType dtype;
    private final long[][] bits;
    private final boolean reversed;

    private SampleTable(DataType dtype, long[][] bits, boolean reversed) {
        this.dtype = dtype;
        this.bits = bits;
        this.reversed = reversed;
    }

    /**
     * The table of a normalisation.
     *
     * @param mean one for each channel, in the order of the tensor
     * @param std one for each channel, in the order of the tensor
     * @param reversed whether the tensor's channels are blue, green, red
     * @throws ArithmeticException naming a value that the dtype cannot hold; whole numbers are rounded to first
     */
    static SampleTable of(DataType dtype, double scale, List<Double> mean, List<Double> std, boolean reversed) {
        long[][] bits = new long[mean.size()][VALUES];
        for (int channel = 0; channel < bits.length; channel++) {
            for (int sample = 0; sample < VALUES; sample++) {
                double value = (sample * scale - mean.get(channel)) / std.get(channel);
                bits[channel][sample] = bits(dtype, value);
            }
        }
        return new SampleTable(dtype, bits, reversed);
    }

    /** Writes an image of as many channels as this table has. */
    void write(Pixels image, Layout layout, ByteBuffer target) {
        int channels = bits.length;
        int pixels = Math.toIntExact(image.size().pixels());
        byte[] samples = image.samples();
        for (int channel = 0; channel < channels; channel++) {
            long[] table = bits[channel];
            int at = reversed ? channels - 1 - channel : channel;
            int step = layout.index(1, 0, pixels, channels);
            int to = layout.index(0, channel, pixels, channels);
            for (int pixel = 0; pixel < pixels; pixel++, at += channels, to += step) {
                TensorElements.put(target, to, dtype, table[samples[at] & 0xFF]);
            }
        }
    }

    private static long bits(DataType dtype, double value) {
        boolean isFloat = dtype == DataType.FLOAT32 || dtype == DataType.FLOAT16;
        OptionalLong bits = TensorElements.bits(dtype, isFloat ? value : Math.rint(value));
        return bits.orElseThrow(() -> new ArithmeticException("normalised samples do not fit the input's dtype: value="
                + value + ", dtype=" + dtype + "; see scale, mean and std"));
    }
}
