package io.penstock.topology.stage.detection;

import io.penstock.schema.BoxUnit;
import io.penstock.topology.config.Section;
import io.penstock.topology.stage.Labels;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.PostprocessorFactory;
import java.util.function.Supplier;

/** {@code postprocess: detection}: boxes and scores to objects. */
public final class DetectionPostprocessorFactory implements PostprocessorFactory {
    /** The unit of a model's boxes, as settings spell it. */
    private enum Unit {
        PIXELS,
        RELATIVE
    }

    @Override
    public String type() {
        return "detection";
    }

    @Override
    public Supplier<Postprocessor> configure(Section settings, ModelBinding model) {
        BoxSettings boxes = BoxSettings.read(settings, model);
        Unit unit = settings.choice("unit", Unit.class, Unit.PIXELS);
        Suppression suppression = new Suppression(
                fraction(settings, "iouThreshold", 0.45),
                settings.integer("maxCandidates", 1000, 1, Integer.MAX_VALUE),
                settings.integer("maxDetections", 100, 1, Integer.MAX_VALUE));
        Postprocessor postprocessor = new DetectionPostprocessor(
                boxes.source(),
                fraction(settings, "scoreThreshold", 0.25),
                suppression,
                unit == Unit.PIXELS ? BoxUnit.MODEL_PIXELS : BoxUnit.RELATIVE,
                Labels.read(settings, model, boxes.classes()));
        return () -> postprocessor;
    }

    private static double fraction(Section settings, String key, double fallback) {
        double value = settings.number(key, fallback);
        if (value < 0 || value > 1) {
            settings.problem(key, "must be from 0 to 1, is " + value);
        }
        return value;
    }
}
