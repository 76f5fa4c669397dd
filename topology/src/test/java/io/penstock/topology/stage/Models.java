package io.penstock.topology.stage;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.util.List;

/** Bindings of models that exist only in tests; requests to them have at most 16 rows. */
public final class Models {
    private Models() {}

    public static TensorSpec tensor(String name, DataType dtype, long... shape) {
        return new TensorSpec(name, dtype, Shape.of(shape));
    }

    /** A model with one input, of fixed row shape, and an output that does not matter. */
    public static ModelBinding withInput(DataType dtype, long... shape) {
        return withInputs(tensor("x", dtype, shape));
    }

    /** A model with these inputs, of fixed row shapes, and an output that does not matter. */
    public static ModelBinding withInputs(TensorSpec... inputs) {
        Signature signature = new Signature(List.of(inputs), List.of(tensor("y", DataType.FLOAT32, -1, 1)));
        return of(signature, List.of(Bucket.fixed(signature)), List.of());
    }

    /** A model with these outputs. */
    public static ModelBinding withOutputs(List<String> labels, TensorSpec... outputs) {
        Signature signature = new Signature(List.of(tensor("x", DataType.FLOAT32, -1, 1)), List.of(outputs));
        return of(signature, List.of(Bucket.fixed(signature)), labels);
    }

    public static ModelBinding of(Signature signature, List<Bucket> buckets, List<String> labels) {
        return new ModelBinding("toy", "1", signature, buckets, 16, labels);
    }
}
