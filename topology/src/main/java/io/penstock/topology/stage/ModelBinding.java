package io.penstock.topology.stage;

import io.penstock.engine.Bucket;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.topology.config.Section;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a stage knows of the model, whether or not its engine runs in the same application.
 *
 * @param name the model's name
 * @param version the model's version
 * @param signature its inputs and outputs
 * @param buckets the row shapes it is served in; a {@link io.penstock.inference.RowSource} names one by its index here
 * @param maxRows the most rows one request may have
 * @param labels the names of its classes by index; empty if it has none
 */
public record ModelBinding(
        String name, String version, Signature signature, List<Bucket> buckets, int maxRows, List<String> labels) {
    public ModelBinding {
        buckets = List.copyOf(buckets);
        labels = List.copyOf(labels);
        if (buckets.isEmpty() || !buckets.stream().allMatch(bucket -> bucket.fits(signature))) {
            throw new IllegalArgumentException("a model needs buckets that fit its inputs: model=" + name + ", inputs="
                    + signature.inputs() + ", buckets=" + buckets);
        }
        if (maxRows < 1) {
            throw new IllegalArgumentException(
                    "a request needs room for one row: maxRows=" + maxRows + ", model=" + name);
        }
    }

    /**
     * The index of the input that {@code key} names, or of the model's only one if the key is absent. Reports a problem
     * and answers 0 if there is no such input, or several and none is named.
     */
    public int input(Section settings, String key) {
        return find(settings, key, "input", signature.inputs());
    }

    /** As {@link #input}, for outputs. */
    public int output(Section settings, String key) {
        return find(settings, key, "output", signature.outputs());
    }

    /**
     * The index of the smallest bucket in which rows of these shapes find room.
     *
     * @param rowShapes one for each input, in the signature's order
     */
    public OptionalInt smallestBucket(List<Shape> rowShapes) {
        int smallest = -1;
        long leastBytes = Long.MAX_VALUE;
        for (int i = 0; i < buckets.size(); i++) {
            long bytes = hasRoom(buckets.get(i).rowShapes(), rowShapes)
                    ? buckets.get(i).rowBytes(signature)
                    : Long.MAX_VALUE;
            if (bytes < leastBytes) {
                smallest = i;
                leastBytes = bytes;
            }
        }
        return smallest < 0 ? OptionalInt.empty() : OptionalInt.of(smallest);
    }

    private static boolean hasRoom(List<Shape> bucket, List<Shape> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (!hasRoom(bucket.get(i), rows.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasRoom(Shape bucket, Shape row) {
        boolean room = bucket.rank() == row.rank();
        for (int axis = 0; room && axis < row.rank(); axis++) {
            room = row.dimension(axis) <= bucket.dimension(axis);
        }
        return room;
    }

    private static int find(Section settings, String key, String kind, List<TensorSpec> specs) {
        String name = settings.text(key, specs.size() == 1 ? specs.get(0).name() : "");
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i).name().equals(name)) {
                return i;
            }
        }
        String known = specs.stream().map(TensorSpec::name).collect(Collectors.joining(", "));
        settings.problem(
                key,
                name.isEmpty()
                        ? "is required, as the model has several " + kind + "s: " + known
                        : "the model has no " + kind + " " + name + ", it has: " + known);
        return 0;
    }
}
