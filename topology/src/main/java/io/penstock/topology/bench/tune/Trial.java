package io.penstock.topology.bench.tune;

import io.penstock.topology.bench.load.LoadPoint;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate came to.
 *
 * @param candidate the settings
 * @param saturation the answers a second of a closed loop
 * @param point the highest rate at which p99 kept to the target, else the lowest rate that was tried; null if none was,
 *     since saturation was too low already
 * @param meets whether p99 kept to the target
 */
public record Trial(Candidate candidate, double saturation, @Nullable LoadPoint point, boolean meets) {
    private static final double BETTER = 1.03;

    /** The answers a second within the target; 0 if there were none. */
    double perSecond() {
        return meets && point != null ? point.perSecond() : 0;
    }

    /** The p99, as far as it is known. */
    double p99Millis() {
        Double millis = point == null ? null : point.latency().p99OrMaxMillis();
        return millis == null ? Double.POSITIVE_INFINITY : millis;
    }

    /** By more than chance would have it: more records within the target or, where neither keeps to it, a lower p99. */
    boolean isBetterThan(Trial other) {
        if (meets != other.meets) {
            return meets;
        }
        return meets ? perSecond() > BETTER * other.perSecond() : p99Millis() < other.p99Millis() / BETTER;
    }

    /** The least saturation with which a candidate could be better than this. */
    double saturationToBeat() {
        return meets ? BETTER * perSecond() : 0;
    }

    /** In a few words. */
    String outcome() {
        if (point == null) {
            return String.format(Locale.ROOT, "saturated at %,.0f records/s", saturation);
        }
        return String.format(Locale.ROOT, "%,.0f records/s with p99 %.1f ms", point.perSecond(), p99Millis())
                + (point.sustained() ? "" : ", falling behind");
    }
}
