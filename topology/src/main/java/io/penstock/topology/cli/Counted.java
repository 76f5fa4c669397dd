package io.penstock.topology.cli;

import java.util.Locale;

/** Numbers of things in words. */
final class Counted {
    private Counted() {}

    /** As in {@code 1 request} and {@code 2,000 requests}. */
    static String of(long count, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
    }
}
