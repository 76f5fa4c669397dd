package io.penstock.topology.stage.detection;

import io.penstock.engine.Shape;
import io.penstock.topology.config.Section;
import io.penstock.topology.stage.ModelBinding;
import java.util.OptionalInt;

/**
 * What the settings say about where boxes are.
 *
 * @param classes how many classes there are; not positive if that is not known
 */
record BoxSettings(BoxSource source, long classes) {
    private static final int BOX = 4;

    /** Boxes and scores apart if {@code boxes} or {@code scores} is given, else joined in one output. */
    static BoxSettings read(Section settings, ModelBinding model) {
        BoxFormat format = settings.choice("format", BoxFormat.class, BoxFormat.XYXY);
        return settings.has("boxes") || settings.has("scores")
                ? separate(settings, model, format)
                : joined(settings, model, format);
    }

    private static BoxSettings joined(Section settings, ModelBinding model, BoxFormat format) {
        int output = model.output(settings, "output");
        boolean transposed = settings.flag("transposed", false);
        boolean objectness = settings.flag("objectness", false);
        Shape row = rowShape(model, output);
        int others = BOX + (objectness ? 1 : 0);
        long line = row.rank() == 2 ? row.dimension(transposed ? 0 : 1) : 0;
        if (line != Shape.DYNAMIC && line <= others) {
            String numbers = others + " + classes";
            settings.problem(
                    "output",
                    "must have the row shape " + (transposed ? "[" + numbers + ",boxes]" : "[boxes," + numbers + "]")
                            + ", has " + row);
        }
        return new BoxSettings(new JoinedBoxes(model, output, format, transposed, objectness), line - others);
    }

    private static BoxSettings separate(Section settings, ModelBinding model, BoxFormat format) {
        int boxes = model.output(settings, "boxes");
        int scores = model.output(settings, "scores");
        OptionalInt classes =
                settings.has("classes") ? OptionalInt.of(model.output(settings, "classes")) : OptionalInt.empty();
        Shape boxRow = rowShape(model, boxes);
        if (boxRow.rank() != 2 || boxRow.dimension(1) != BOX) {
            settings.problem("boxes", "must have the row shape [boxes,4], has " + boxRow);
        }
        Shape scoreRow = rowShape(model, scores);
        if (scoreRow.rank() != 1 && (scoreRow.rank() != 2 || classes.isPresent())) {
            settings.problem(
                    "scores",
                    "must have the row shape [boxes], or [boxes,classes] without an output of classes, has "
                            + scoreRow);
        }
        return new BoxSettings(
                new SeparateBoxes(model, boxes, scores, classes, format),
                scoreRow.rank() == 2 ? scoreRow.dimension(1) : 0);
    }

    private static Shape rowShape(ModelBinding model, int output) {
        return model.signature().outputs().get(output).rowShape();
    }
}
