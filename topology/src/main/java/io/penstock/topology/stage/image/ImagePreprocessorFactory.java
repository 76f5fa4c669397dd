package io.penstock.topology.stage.image;

import io.penstock.topology.config.Section;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.PreprocessorFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code preprocess: image}: one encoded image to one row. */
public final class ImagePreprocessorFactory implements PreprocessorFactory {
    private static final int MAX_PIXELS = 1 << 24;

    @Override
    public String type() {
        return "image";
    }

    @Override
    public Supplier<Preprocessor> configure(Section settings, ModelBinding model) {
        TensorSettings tensorSettings = TensorSettings.read(settings, model);
        Framing framing = FramingSettings.read(settings, tensorSettings);
        Optional<ImageTensor> tensor = tensorSettings.bind(settings, model, framing.result());
        Interpolation interpolation = settings.choice("interpolation", Interpolation.class, Interpolation.BILINEAR);
        Colour padding = colour(settings, "pad");
        SampleReader samples = new SampleReader(tensorSettings.channels(), colour(settings, "background"));
        int maxPixels = settings.integer("maxPixels", MAX_PIXELS, 1, Integer.MAX_VALUE);
        return () -> new ImagePreprocessor(
                new ImageDecoder(maxPixels, samples),
                framing,
                new Resampler(interpolation),
                padding,
                tensor.orElseThrow());
    }

    private static Colour colour(Section settings, String key) {
        List<Integer> parts = settings.integers(key, List.of(0));
        if (Colour.isColour(parts)) {
            return Colour.of(parts);
        }
        settings.problem(key, "must be one gray or red, green and blue, each from 0 to 255, is " + parts);
        return Colour.BLACK;
    }
}
