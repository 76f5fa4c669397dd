package io.penstock.workshop.build;

import java.util.regex.Pattern;

/**
 * Layers that stay in a higher precision than the plan's.
 *
 * @param by what they are chosen by
 * @param value a layer's name, in which {@code *} stands for anything, or an operator's type such as {@code Softmax}
 * @param precision the precision they stay in: fp32, fp16 or bf16
 */
public record KeptLayer(By by, String value, String precision) {
    private static final Pattern PRECISION = Pattern.compile("fp32|fp16|bf16");

    /** What a layer is chosen by. */
    public enum By {
        /** The name of its node in the ONNX file. */
        NAME,
        /** The type of its operator in the ONNX file. */
        TYPE
    }

    public KeptLayer {
        if (value.isBlank() || !PRECISION.matcher(precision).matches()) {
            throw new IllegalArgumentException("a kept layer has a name or type and stays in fp32, fp16 or bf16: " + by
                    + "=" + value + ", precision=" + precision);
        }
    }

    /** Whether it means a node of this name and operator type. */
    public boolean means(String name, String type) {
        return by == By.TYPE ? type.equalsIgnoreCase(value) : matches(name);
    }

    private boolean matches(String name) {
        String[] parts = value.split("\\*", -1);
        StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            regex.append(".*").append(Pattern.quote(parts[i]));
        }
        return name.matches(regex.toString());
    }
}
