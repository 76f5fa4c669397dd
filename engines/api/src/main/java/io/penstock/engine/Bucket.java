package io.penstock.engine;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One concrete shape of every input's row: what a session's buffers are sized by, and one optimization profile of a
 * TensorRT engine. A model with only fixed row shapes has the one bucket {@link #fixed}; a model over token sequences
 * has one for each configured length, and shorter rows are padded up to it.
 *
 * @param name how logs, metrics and results name it, such as {@code 128}
 * @param rowShapes the concrete row shape of each input, in the signature's order
 */
public record Bucket(String name, List<Shape> rowShapes) {
    /** The name of the only bucket of a model without dynamic row dimensions. */
    public static final String FIXED = "fixed";

    public Bucket {
        rowShapes = List.copyOf(rowShapes);
        for (Shape shape : rowShapes) {
            if (shape.isDynamic()) {
                throw new IllegalArgumentException(
                        "a bucket needs concrete row shapes: bucket=" + name + ", rowShape=" + shape);
            }
        }
    }

    /**
     * The only bucket of a model whose row shapes are all fixed.
     *
     * @throws IllegalArgumentException if an input has a dynamic row dimension; such a model needs named buckets
     */
    public static Bucket fixed(Signature signature) {
        return new Bucket(
                FIXED, signature.inputs().stream().map(TensorSpec::rowShape).toList());
    }

    /** Whether this bucket gives every input of the signature a row shape that it accepts. */
    public boolean fits(Signature signature) {
        List<TensorSpec> inputs = signature.inputs();
        return rowShapes.size() == inputs.size()
                && IntStream.range(0, inputs.size())
                        .allMatch(i -> inputs.get(i).rowShape().accepts(rowShapes.get(i)));
    }

    /** The bytes one row takes in the input of this index. */
    public long rowBytes(Signature signature, int input) {
        return Math.multiplyExact(
                rowShapes.get(input).elements(),
                signature.inputs().get(input).dtype().bytes());
    }

    /** The bytes one row takes over all inputs. */
    public long rowBytes(Signature signature) {
        long bytes = 0;
        for (int input = 0; input < rowShapes.size(); input++) {
            bytes = Math.addExact(bytes, rowBytes(signature, input));
        }
        return bytes;
    }
}
