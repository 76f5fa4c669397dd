package io.penstock.engine.testkit;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.util.List;

/**
 * A model that a backend has to serve for its contract test. Its one output {@code y [-1,1]} is the sum of the elements
 * of the row over all inputs, in the type of the inputs; for {@link #echo}, whose row is one element, that is the element.
 *
 * @param name its name; its version is 1
 * @param signature its inputs and its output
 * @param buckets the buckets to load it with
 */
public record ContractModel(String name, Signature signature, List<Bucket> buckets) {
    private static ContractModel fixed(String name, TensorSpec... inputs) {
        Signature signature = signature(inputs);
        return new ContractModel(name, signature, List.of(Bucket.fixed(signature)));
    }

    private static Signature signature(TensorSpec... inputs) {
        return new Signature(List.of(inputs), List.of(new TensorSpec("y", inputs[0].dtype(), Shape.of(-1, 1))));
    }

    /** {@code x [-1,4] float32}. */
    public static ContractModel rowSums() {
        return fixed("row-sums", new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, 4)));
    }

    /** {@code a [-1,2] float32} and {@code b [-1,3] float32}. */
    public static ContractModel twoInputs() {
        return fixed(
                "two-inputs",
                new TensorSpec("a", DataType.FLOAT32, Shape.of(-1, 2)),
                new TensorSpec("b", DataType.FLOAT32, Shape.of(-1, 3)));
    }

    /** {@code x [-1,-1] float32} in the buckets 4 and 8. */
    public static ContractModel dynamicRowSums() {
        return new ContractModel(
                "dynamic-row-sums",
                signature(new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, -1))),
                List.of(new Bucket("4", List.of(Shape.of(4))), new Bucket("8", List.of(Shape.of(8)))));
    }

    /** {@code x [-1,1]} of any type. */
    public static ContractModel echo(DataType dtype) {
        return fixed("echo", new TensorSpec("x", dtype, Shape.of(-1, 1)));
    }
}
