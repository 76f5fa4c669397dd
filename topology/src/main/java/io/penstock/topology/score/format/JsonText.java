package io.penstock.topology.score.format;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of JSON. */
final class JsonText {
    private JsonText() {}

    static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    static void member(StringBuilder members, String name, String json) {
        if (members.length() > 0) {
            members.append(',');
        }
        members.append(quoted(name)).append(':').append(json);
    }

    static String number(Number number) {
        return Double.isFinite(number.doubleValue()) ? number.toString() : "null";
    }

    static String array(List<?> numbers) {
        return numbers.stream().map(each -> number((Number) each)).collect(Collectors.joining(",", "[", "]"));
    }

    /** Whether a text is what JSON takes for a number: no leading zeros, no plus, no NaN. */
    static boolean isNumber(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int whole = digits(text, at);
        if (whole == at || (text.charAt(at) == '0' && whole > at + 1)) {
            return false;
        }
        at = whole;
        if (at < text.length() && text.charAt(at) == '.') {
            int end = digits(text, at + 1);
            if (end == at + 1) {
                return false;
            }
            at = end;
        }
        return at == text.length() || isExponent(text, at);
    }

    private static boolean isExponent(String text, int from) {
        if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
            return false;
        }
        int at = from + 1;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        int end = digits(text, at);
        return end > at && end == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
