package io.penstock.topology.terminal;

/** How far something has come. Belongs to one thread. */
public interface Progress extends AutoCloseable {
    /** It has come this far, and not less far than before. */
    void at(long done);

    /** The total is known better now. */
    default void expect(long total) {}

    /** Says something about it on a line of its own. */
    default void note(String line) {}

    /** It ends here, wherever it has come to. Closing twice does nothing. */
    @Override
    void close();
}
