package io.penstock.topology.stage.image;

import io.penstock.topology.config.Section;
import java.util.List;

/** Reads how images are resized and cropped. */
final class FramingSettings {
    private static final int LONGEST = 16_384;
    private static final int UNKNOWN = 1;

    private FramingSettings() {}

    static Framing read(Section settings, TensorSettings tensor) {
        List<Integer> crop = crop(settings);
        long modelWidth = tensor.layout().width(tensor.row());
        long modelHeight = tensor.layout().height(tensor.row());
        Size resized = new Size(
                side(settings, "width", crop.isEmpty() ? modelWidth : crop.get(0)),
                side(settings, "height", crop.isEmpty() ? modelHeight : crop.get(1)));
        Size result = crop.isEmpty() ? resized : new Size(crop.get(0), crop.get(1));
        int shorterSide = settings.integer("shorterSide", 0, 0, LONGEST);
        Resize resize = settings.choice("resize", Resize.class, Resize.STRETCH);
        requireRoom(settings, result, shorterSide, resized);
        if (shorterSide > 0 && settings.has("resize")) {
            settings.problem("resize", "is not used with shorterSide, leave one of them out");
        }
        return new Framing(resize, resized, shorterSide, result);
    }

    private static void requireRoom(Section settings, Size result, int shorterSide, Size resized) {
        if (shorterSide > 0 && shorterSide < Math.max(result.width(), result.height())) {
            settings.problem("shorterSide", "must be at least the size that remains " + result + ", is " + shorterSide);
        }
        if (shorterSide == 0 && (result.width() > resized.width() || result.height() > resized.height())) {
            settings.problem("crop", "must be at most width and height " + resized + ", is " + result);
        }
    }

    private static List<Integer> crop(Section settings) {
        List<Integer> crop = settings.integers("crop", List.of());
        if (crop.isEmpty() || (crop.size() == 2 && crop.stream().allMatch(side -> side >= 1 && side <= LONGEST))) {
            return crop;
        }
        settings.problem("crop", "must be width and height, each from 1 to " + LONGEST + ", is " + crop);
        return List.of();
    }

    private static int side(Section settings, String key, long fallback) {
        boolean known = fallback >= 1 && fallback <= LONGEST;
        int side = settings.integer(key, known ? (int) fallback : UNKNOWN, 1, LONGEST);
        if (!known && !settings.has(key)) {
            settings.problem(key, "is required, as the model leaves it open");
        }
        return side;
    }
}
