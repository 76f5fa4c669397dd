package io.penstock.topology.stage.image;

import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.topology.config.Section;
import io.penstock.topology.stage.ModelBinding;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the settings and the model say about the tensor that images become.
 *
 * @param input the index of the model's input
 * @param row the input's declared row shape, of three dimensions
 * @param layout the order of its dimensions
 * @param colour what its channels are
 */
record TensorSettings(int input, Shape row, Layout layout, ColourOrder colour) {
    private static final Shape ANY = Shape.of(Shape.DYNAMIC, Shape.DYNAMIC, Shape.DYNAMIC);

    static TensorSettings read(Section settings, ModelBinding model) {
        int input = model.input(settings, "input");
        TensorSpec spec = model.signature().inputs().get(input);
        if (model.signature().inputs().size() > 1) {
            settings.problem("type", "the image stage makes one input and the model has several");
        }
        if (spec.rowShape().rank() != 3) {
            settings.problem("input", "must have four dimensions to take images, has the shape " + spec.shape());
        }
        Shape row = spec.rowShape().rank() == 3 ? spec.rowShape() : ANY;
        Layout layout = settings.choice("layout", Layout.class, Layout.of(row));
        return new TensorSettings(input, row, layout, colour(settings, layout.channels(row)));
    }

    int channels() {
        return colour.channels();
    }

    /** The tensor for images of this size; empty, with a problem, if the model does not take it. */
    Optional<ImageTensor> bind(Section settings, ModelBinding model, Size size) {
        Shape shape = layout.shape(size, channels());
        DataType dtype = model.signature().inputs().get(input).dtype();
        Optional<SampleTable> samples = samples(settings, dtype);
        Optional<Integer> bucket = IntStream.range(0, model.buckets().size())
                .filter(i -> model.buckets().get(i).rowShapes().get(input).equals(shape))
                .boxed()
                .findFirst();
        if (bucket.isEmpty()) {
            settings.problem(
                    "width",
                    "the images have the row shape " + shape + ", the model takes "
                            + model.buckets().stream()
                                    .map(room -> room.rowShapes().get(input).toString())
                                    .toList());
        }
        return bucket.flatMap(index -> samples.map(table -> new ImageTensor(input, index, layout, table)));
    }

    private Optional<SampleTable> samples(Section settings, DataType dtype) {
        double scale = settings.number("scale", 1);
        List<Double> mean = perChannel(settings, "mean", 0);
        List<Double> std = perChannel(settings, "std", 1);
        if (std.contains(0.0)) {
            settings.problem("std", "must not be 0, is " + std);
            return Optional.empty();
        }
        try {
            return Optional.of(SampleTable.of(dtype, scale, mean, std, colour == ColourOrder.BGR));
        } catch (ArithmeticException e) {
            settings.problem("scale", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private List<Double> perChannel(Section settings, String key, double fallback) {
        List<Double> values = settings.numbers(key, List.of(fallback));
        if (values.size() == 1) {
            return Collections.nCopies(channels(), values.get(0));
        }
        if (values.size() != channels()) {
            settings.problem(key, "must be one number or one for each of " + channels() + " channels, is " + values);
            return Collections.nCopies(channels(), fallback);
        }
        return values;
    }

    private static ColourOrder colour(Section settings, long modelChannels) {
        int channels = settings.integer("channels", modelChannels == 1 ? 1 : 3, 1, 3);
        ColourOrder colour =
                settings.choice("colour", ColourOrder.class, channels == 1 ? ColourOrder.GRAY : ColourOrder.RGB);
        if (colour.channels() != channels) {
            settings.problem("channels", "must be 1 for gray, 3 for rgb and bgr, is " + channels);
        }
        return colour;
    }
}
