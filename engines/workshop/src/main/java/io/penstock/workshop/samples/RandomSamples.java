package io.penstock.workshop.samples;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Evenly distributed values in each input's range; the same seed gives the same rows. */
public final class RandomSamples implements Samples {
    private static final long ROW_STRIDE = 0x9E3779B97F4A7C15L;

    private final Signature signature;
    private final Bucket bucket;
    private final Map<String, ValueRange> ranges;
    private final long seed;
    private final int size;

    /**
     * Rows for a bucket.
     *
     * @param ranges what each input may hold, by its name; those left out take {@link ValueRange#undeclared}
     */
    public RandomSamples(Signature signature, Bucket bucket, Map<String, ValueRange> ranges, long seed, int size) {
        this.signature = signature;
        this.bucket = bucket;
        this.ranges = Map.copyOf(ranges);
        this.seed = seed;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void write(int sample, int input, ByteBuffer target) {
        TensorSpec spec = signature.inputs().get(input);
        ValueRange range = ranges.getOrDefault(spec.name(), ValueRange.undeclared(spec.dtype()));
        SplittableRandom random = new SplittableRandom(seed + ROW_STRIDE * (31L * sample + input + 1));
        long elements = bucket.rowShapes().get(input).elements();
        boolean real = spec.dtype() == DataType.FLOAT32 || spec.dtype() == DataType.FLOAT16;
        for (long i = 0; i < elements; i++) {
            double width = range.max() - range.min();
            double value = real
                    ? range.min() + width * random.nextDouble()
                    : Math.min(range.max(), range.min() + Math.floor((width + 1) * random.nextDouble()));
            Elements.append(target, spec.dtype(), value);
        }
    }

    @Override
    public OptionalInt label(int sample) {
        return OptionalInt.empty();
    }

    @Override
    public String sha256() {
        String recipe =
                "random seed=" + seed + " size=" + size + " bucket=" + bucket + " ranges=" + new TreeMap<>(ranges);
        return Sha256.of(recipe.getBytes(StandardCharsets.UTF_8));
    }
}
