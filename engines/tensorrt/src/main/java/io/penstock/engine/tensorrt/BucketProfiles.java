package io.penstock.engine.tensorrt;

import io.penstock.FailureCategory;
import io.penstock.engine.Bucket;
import io.penstock.engine.EngineException;
import io.penstock.engine.Shape;
import io.penstock.engine.tensorrt.gpu.ShapeRange;
import io.penstock.engine.tensorrt.gpu.TrtProfile;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The profiles that serve a bucket. A plan may have several for one bucket, each tuned for other batch sizes: a batch is
 * computed in the one with the smallest rows, and of those the smallest batches, that takes it.
 *
 * @param served what each serves, the preferred first
 */
record BucketProfiles(List<ServedRows> served) {
    private static final Comparator<ServedRows> PREFERENCE = Comparator.comparingLong(BucketProfiles::rowElements)
            .thenComparingInt(ServedRows::maxRows)
            .thenComparingInt(rows -> -rows.minRows());

    BucketProfiles {
        served = List.copyOf(served);
    }

    /**
     * Matches a plan's profiles with a bucket.
     *
     * @param rowShapes the bucket's row shapes, in the plan's order of inputs
     * @throws EngineException FATAL, if none takes batches of {@code maxRows}; the message lists what the profiles take
     */
    static BucketProfiles of(Bucket bucket, List<Shape> rowShapes, List<TrtProfile> profiles, int maxRows) {
        BucketProfiles matching = new BucketProfiles(profiles.stream()
                .flatMap(profile -> serve(profile, rowShapes).stream())
                .sorted(PREFERENCE)
                .toList());
        if (matching.find(maxRows).isEmpty()) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "the plan has no profile for these batches: bucket=" + bucket.name() + ", rowShapes=" + rowShapes
                            + ", maxRows=" + maxRows + ", profiles="
                            + profiles.stream().map(BucketProfiles::describe).toList()
                            + "; lower infer.maxBatch, or build a plan with this bucket and batch");
        }
        return matching;
    }

    private static Optional<ServedRows> serve(TrtProfile profile, List<Shape> rowShapes) {
        List<ShapeRange> ranges = profile.inputs();
        boolean fits = IntStream.range(0, ranges.size()).allMatch(i -> {
            ShapeRange range = ranges.get(i);
            return range.contains(rowShapes.get(i).batch(range.max().dimension(0)));
        });
        long min = ranges.stream()
                .mapToLong(range -> range.min().dimension(0))
                .max()
                .orElse(1);
        long max = ranges.stream()
                .mapToLong(range -> range.max().dimension(0))
                .min()
                .orElse(0);
        return fits && min <= max
                ? Optional.of(new ServedRows(profile, (int) Math.max(1, min), Math.toIntExact(max)))
                : Optional.empty();
    }

    private static long rowElements(ServedRows rows) {
        return rows.profile().inputs().stream()
                .mapToLong(range -> range.max().row().elements())
                .sum();
    }

    private static String describe(TrtProfile profile) {
        return profile.inputs().stream()
                .map(range -> range.min() + ".." + range.max())
                .toList()
                .toString();
    }

    /**
     * The profile for a batch.
     *
     * @throws IllegalArgumentException if none takes it
     */
    ServedRows forRows(int rows) {
        return find(rows).orElseThrow(() -> new IllegalArgumentException("no profile takes the batch: rows=" + rows));
    }

    /** Those that some batch up to a size is computed in, the preferred first. */
    List<ServedRows> forBatchesUpTo(int maxRows) {
        return IntStream.rangeClosed(1, maxRows)
                .mapToObj(this::forRows)
                .distinct()
                .toList();
    }

    private Optional<ServedRows> find(int rows) {
        return served.stream().filter(candidate -> candidate.maxRows() >= rows).findFirst();
    }
}
