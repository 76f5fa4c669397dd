package io.penstock.topology.terminal;

/** How far something has come. Belongs to one thread. */
public interface Progress extends AutoCloseable {
    /** It has come this far, and not less far than before. */
    void at(long done);

    /** The total is known better now. */
    default void expect(long total) {}

    /** What it is at just now, in a few words; the same again does no harm. */
    default void doing(String what) {}

    /** Says something about it on a line of its own. */
    default void note(String line) {}

    /** It ends here, wherever it has come to. Closing twice does nothing. */
    @Override
    void close();
}
