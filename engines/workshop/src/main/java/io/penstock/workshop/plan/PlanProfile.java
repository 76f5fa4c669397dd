package io.penstock.workshop.plan;

import io.penstock.engine.Bucket;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One optimization profile: the shapes of all inputs together.
 *
 * @param name the bucket it serves
 * @param inputs every input, in the signature's order
 */
public record PlanProfile(String name, List<InputProfile> inputs) {
    public PlanProfile {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a profile has at least one input: profile=" + name);
        }
    }

    /** The profile of a bucket: its row shapes, and from one row to {@code maxRows} with its best at {@code optRows}. */
    public static PlanProfile of(Bucket bucket, Signature signature, int minRows, int optRows, int maxRows) {
        List<InputProfile> inputs = new ArrayList<>();
        for (int i = 0; i < signature.inputs().size(); i++) {
            Shape row = bucket.rowShapes().get(i);
            inputs.add(new InputProfile(
                    signature.inputs().get(i).name(), batch(row, minRows), batch(row, optRows), batch(row, maxRows)));
        }
        return new PlanProfile(bucket.name(), inputs);
    }

    /** The profile of a bucket: its row shapes, and these batches. */
    public static PlanProfile of(Bucket bucket, Signature signature, RowRange rows) {
        return of(bucket, signature, rows.min(), rows.opt(), rows.max());
    }

    /**
     * The same profile with its inputs in the signature's order.
     *
     * @throws IllegalArgumentException if an input is missing, is none of the model's, or cannot have such shapes
     */
    public PlanProfile fittedTo(Signature signature) {
        List<InputProfile> ordered = new ArrayList<>();
        for (TensorSpec spec : signature.inputs()) {
            ordered.add(inputs.stream()
                    .filter(input -> input.input().equals(spec.name()))
                    .filter(input -> accepts(spec, input.min()) && accepts(spec, input.max()))
                    .findFirst()
                    .orElseThrow(() -> misfit(signature)));
        }
        if (inputs.size() != ordered.size()) {
            throw misfit(signature);
        }
        return new PlanProfile(name, ordered);
    }

    private static boolean accepts(TensorSpec spec, List<Long> shape) {
        return spec.shape()
                .accepts(Shape.of(shape.stream().mapToLong(Long::longValue).toArray()));
    }

    private IllegalArgumentException misfit(Signature signature) {
        return new IllegalArgumentException("a profile needs shapes that fit of every input: profile=" + name
                + ", given=" + inputs + ", inputs=" + signature.inputs());
    }

    private static List<Long> batch(Shape row, int rows) {
        return LongStream.of(row.batch(rows).toArray()).boxed().toList();
    }

    /** The most rows it takes. */
    public int maxRows() {
        return Math.toIntExact(
                inputs.stream().mapToLong(input -> input.max().get(0)).min().orElseThrow());
    }

    /** Whether a run of one row up to {@code rows} rows of this bucket's shapes is within the profile. */
    public boolean takes(Bucket bucket, int rows) {
        if (bucket.rowShapes().size() != inputs.size() || rows > maxRows()) {
            return false;
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (!within(bucket.rowShapes().get(i), inputs.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean within(Shape row, InputProfile input) {
        if (row.rank() + 1 != input.max().size()) {
            return false;
        }
        for (int i = 0; i < row.rank(); i++) {
            long dimension = row.dimension(i);
            if (dimension < input.min().get(i + 1) || dimension > input.max().get(i + 1)) {
                return false;
            }
        }
        return true;
    }
}
