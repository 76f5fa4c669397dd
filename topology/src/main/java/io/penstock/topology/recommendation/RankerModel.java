package io.penstock.topology.recommendation;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.topology.model.Model;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the recommender knows of its model: one row for each candidate, {@code ids [N,3] int64} (user, item, category),
 * {@code history [N,10] int64} and {@code dense [N,6] float32}, and the output {@code click [N,1] float32}. Immutable.
 *
 * @param users the users it knows
 * @param items the items it knows
 * @param categories the categories it knows
 * @param idsInput the index of the input {@code ids} in its signature
 * @param historyInput the index of {@code history}
 * @param denseInput the index of {@code dense}
 * @param clickOutput the index of {@code click}
 */
record RankerModel(
        Vocabulary users,
        Vocabulary items,
        Vocabulary categories,
        int idsInput,
        int historyInput,
        int denseInput,
        int clickOutput) {
    /** How many ids a row has. */
    static final int IDS = 3;
    /** How many items of the user's history a row has. */
    static final int HISTORY = 10;

    /**
     * Reads the vocabularies beside the model.
     *
     * @throws PenstockException FATAL, if its signature is another
     */
    static RankerModel of(Model model) {
        List<TensorSpec> inputs = model.artifact().signature().inputs();
        List<TensorSpec> outputs = model.artifact().signature().outputs();
        return new RankerModel(
                Vocabulary.of(model.folder().resolve("users.txt")),
                Vocabulary.of(model.folder().resolve("items.txt")),
                Vocabulary.of(model.folder().resolve("categories.txt")),
                index(inputs, "ids", DataType.INT64, IDS),
                index(inputs, "history", DataType.INT64, HISTORY),
                index(inputs, "dense", DataType.FLOAT32, Features.COUNT),
                index(outputs, "click", DataType.FLOAT32, 1));
    }

    private static int index(List<TensorSpec> tensors, String name, DataType type, int width) {
        Shape shape = Shape.of(Shape.DYNAMIC, width);
        return IntStream.range(0, tensors.size())
                .filter(at -> tensors.get(at).equals(new TensorSpec(name, type, shape)))
                .findFirst()
                .orElseThrow(() -> new PenstockException(
                        FailureCategory.FATAL,
                        "the model cannot rank candidates: needs=" + name + " " + shape + " " + type + ", has="
                                + tensors));
    }
}
