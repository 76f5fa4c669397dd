package io.penstock.topology.replay;

import java.time.Instant;

/** An end of a topic's range: the first record that is in it, or the first that is not. */
public sealed interface Bound {
    /** The first record of this time or later, in each partition. */
    record AtTime(Instant time) implements Bound {}

    /** The record of this offset, in each partition. */
    record AtOffset(long offset) implements Bound {
        public AtOffset {
            if (offset < 0) {
                throw new IllegalArgumentException("an offset must not be negative, is " + offset);
            }
        }
    }

    /** What the broker still has first. */
    record Beginning() implements Bound {}

    /** What there is when the reading starts. */
    record End() implements Bound {}
}
