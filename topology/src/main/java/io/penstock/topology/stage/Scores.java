package io.penstock.topology.stage;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.inference.RowResults;
import java.nio.ByteBuffer;

/** One output of one request's rows, read as numbers. Belongs to one thread. */
public final class Scores {
    private final TensorSpec spec;
    private final int rows;
    private final Shape rowShape;
    private final int perRow;
    private final ByteBuffer elements;

    private Scores(TensorSpec spec, RowResults results, int output) {
        this.spec = spec;
        this.rows = results.rows();
        this.rowShape = results.rowShape(output);
        this.perRow = Math.toIntExact(rowShape.elements());
        this.elements = results.output(output);
    }

    /** The output of this index. */
    public static Scores of(RowResults results, ModelBinding model, int output) {
        return new Scores(model.signature().outputs().get(output), results, output);
    }

    public int rows() {
        return rows;
    }

    public Shape rowShape() {
        return rowShape;
    }

    /** How many numbers a row has. */
    public int perRow() {
        return perRow;
    }

    /**
     * The number at this place of a row.
     *
     * @throws RecordException ENGINE_REJECTED, if it is NaN or infinite: no answer can be made of it
     */
    public double at(int row, int index) {
        double value = TensorElements.get(elements, row * perRow + index, spec.dtype());
        if (!Double.isFinite(value)) {
            throw new RecordException(
                    RecordFailure.ENGINE_REJECTED,
                    "the model's output is not finite: output=" + spec.name() + ", row=" + row + ", index=" + index
                            + ", value=" + value);
        }
        return value;
    }
}
