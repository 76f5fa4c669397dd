package io.penstock.workshop.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Profiles as people write them: {@code ids=1x16/8x64/32x128,mask=1x16/8x64/32x128}, for every input its least, best and
 * greatest shape, the batch first; a single shape is all three.
 */
public final class ShapeNotation {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{1,9}(x[0-9]{1,9})*");
    private static final int BOUNDS = 3;

    private ShapeNotation() {}

    /**
     * The profile in a line.
     *
     * @throws IllegalArgumentException if it is none; the message has what is expected
     */
    public static PlanProfile parse(String name, String line) {
        Map<String, String> shapes = new LinkedHashMap<>();
        for (String part : line.split(",", -1)) {
            int sign = part.lastIndexOf('=');
            if (sign < 1) {
                throw refused(part);
            }
            shapes.put(part.substring(0, sign).strip(), part.substring(sign + 1).strip());
        }
        return parse(name, shapes);
    }

    /**
     * The profile of these shapes, such as {@code 1x16/8x64/32x128}, by input.
     *
     * @throws IllegalArgumentException if they are none; the message has what is expected
     */
    public static PlanProfile parse(String name, Map<String, String> shapes) {
        List<InputProfile> inputs = new ArrayList<>();
        shapes.forEach((input, text) -> inputs.add(input(input, text)));
        return new PlanProfile(name, inputs);
    }

    private static InputProfile input(String input, String text) {
        List<List<Long>> bounds =
                Stream.of(text.split("/", -1)).map(ShapeNotation::shape).toList();
        if (bounds.size() != 1 && bounds.size() != BOUNDS) {
            throw refused(text);
        }
        return new InputProfile(input, bounds.get(0), bounds.get(bounds.size() / 2), bounds.get(bounds.size() - 1));
    }

    private static List<Long> shape(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw refused(text);
        }
        return Stream.of(text.split("x", -1)).map(Long::valueOf).toList();
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("shapes of a profile are written as input=min/opt/max, such as"
                + " ids=1x16/8x64/32x128: is \"" + text + "\"");
    }
}
