package io.penstock.inference;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.testkit.FakeEngine;
import java.nio.LongBuffer;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The fake engine's model over rows of whole numbers: {@code x [N,2 or 4] int64} to {@code y [N,2] int64}, each output
 * row the sum of its input row and its id.
 */
public final class IdModel {
    public static final Signature SIGNATURE = new Signature(
            List.of(new TensorSpec("x", DataType.INT64, Shape.of(-1, -1))),
            List.of(new TensorSpec("y", DataType.INT64, Shape.of(-1, 2))));

    public static final Bucket NARROW = new Bucket("2", List.of(Shape.of(2)));
    public static final Bucket WIDE = new Bucket("4", List.of(Shape.of(4)));

    private IdModel() {}

    /** An engine with the narrow bucket only. */
    public static FakeEngine.Builder engine(int maxRows) {
        return FakeEngine.builder()
                .model("ids")
                .signature(SIGNATURE)
                .buckets(NARROW)
                .maxRows(maxRows);
    }

    /** The ids that the results carry, row by row, where every row's sum is that of the narrow bucket. */
    public static List<Long> ids(RowResults results) {
        LongBuffer output = results.output(0).asLongBuffer();
        return LongStream.range(0, results.rows())
                .map(row -> id(output))
                .boxed()
                .toList();
    }

    private static long id(LongBuffer output) {
        long sum = output.get();
        long id = output.get();
        if (sum != id + 1) {
            throw new AssertionError("not the result of the row of this id: id=" + id + ", sum=" + sum);
        }
        return id;
    }
}
