package io.penstock.topology.config;

import io.penstock.Nearest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the texts of a configuration become values, and defaults become the texts of the reference. */
final class Values {
    private static final Pattern QUANTITY = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);
    private static final Map<String, Long> BYTES = Map.of(
            "",
            1L,
            "B",
            1L,
            "KB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L,
            "KiB",
            1L << 10,
            "MiB",
            1L << 20,
            "GiB",
            1L << 30);
    private static final String NO_DURATION = "must be a duration such as 5ms (ns, us, ms, s, m, h)";
    private static final String NO_SIZE = "must be a size such as 64KiB (B, KB, MB, GB, KiB, MiB, GiB)";

    private Values() {}

    static int integer(String text, int min, int max) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw InvalidValue.of("must be a whole number", text);
        }
        if (value < min || value > max) {
            String rule = max == Integer.MAX_VALUE ? "must be at least " + min : "must be from " + min + " to " + max;
            throw InvalidValue.of(rule, text);
        }
        return (int) value;
    }

    /** A decimal number or a fraction of two. */
    static double number(String text) {
        int slash = text.indexOf('/');
        double value = slash < 0
                ? decimal(text, text)
                : decimal(text.substring(0, slash), text) / decimal(text.substring(slash + 1), text);
        if (!Double.isFinite(value)) {
            throw InvalidValue.of("must be a finite number", text);
        }
        return value;
    }

    private static double decimal(String part, String text) {
        try {
            return new BigDecimal(part.strip()).doubleValue();
        } catch (NumberFormatException e) {
            throw InvalidValue.of("must be a number or a fraction such as 1/255", text);
        }
    }

    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw InvalidValue.of("must be true or false", text);
        };
    }

    static Duration duration(String text) {
        return Duration.ofNanos(quantity(text, text.equals("0") ? Map.of("", 1L) : NANOS, NO_DURATION));
    }

    static long bytes(String text) {
        return quantity(text, BYTES, NO_SIZE);
    }

    private static long quantity(String text, Map<String, Long> units, String rule) {
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            throw InvalidValue.of(rule, text);
        }
        String spaced = (matcher.group(1) + " " + matcher.group(2)).strip();
        BigDecimal number = new BigDecimal(matcher.group(1));
        if (number.signum() < 0) {
            throw InvalidValue.of("must be positive", spaced);
        }
        try {
            return number.multiply(BigDecimal.valueOf(units.get(matcher.group(2))))
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw InvalidValue.of("is too large or too fine", spaced);
        }
    }

    static <E extends Enum<E>> E choice(String text, Class<E> type) {
        List<String> spellings =
                Arrays.stream(type.getEnumConstants()).map(Values::spelling).toList();
        for (E constant : type.getEnumConstants()) {
            if (spelling(constant).replace('_', '-').equalsIgnoreCase(text.replace('_', '-'))) {
                return constant;
            }
        }
        throw InvalidValue.of(
                "must be one of " + String.join(", ", spellings),
                text,
                Nearest.to(text, spellings)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse(""));
    }

    /** Lower case with hyphens, unless the constant's {@code toString} has a spelling of its own. */
    static String spelling(Enum<?> constant) {
        String own = constant.toString();
        return own.equals(constant.name()) ? own.toLowerCase(Locale.ROOT).replace('_', '-') : own;
    }

    /** A default as a user would write it. */
    static String show(Object value) {
        if (value instanceof Duration duration) {
            return showQuantity(duration.toNanos(), NANOS, "0");
        }
        if (value instanceof Enum<?> constant) {
            return spelling(constant);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Values::show).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }

    /** A size as a user would write it. */
    static String showBytes(long bytes) {
        return showQuantity(bytes, Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30), String.valueOf(bytes));
    }

    private static String showQuantity(long value, Map<String, Long> units, String otherwise) {
        return units.entrySet().stream()
                .filter(unit -> value != 0 && value % unit.getValue() == 0)
                .max(Map.Entry.comparingByValue())
                .map(unit -> value / unit.getValue() + unit.getKey())
                .orElse(otherwise);
    }
}
