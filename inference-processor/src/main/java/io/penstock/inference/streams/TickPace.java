package io.penstock.inference.streams;

/**
 * How often a task with records in flight looks whether they are done. Each record that comes looks too, so a task with
 * many of them needs its clock seldom, and each punctuation makes Kafka Streams halve the records that it processes
 * before it looks at its polls, punctuations and commits again. Used on the task's StreamThread only.
 */
final class TickPace {
    private static final long SHORTEST_MILLIS = 1;
    private static final long LONGEST_MILLIS = 8;
    /** As many records a millisecond look at least as often as the shortest interval. */
    private static final long MANY_A_MILLISECOND = 2;

    private long intervalMillis = SHORTEST_MILLIS;
    private long records;

    /** A record came, and what was done was forwarded. */
    void recordCame() {
        records++;
    }

    /** An interval has passed. Returns whether the next one is of another length. */
    boolean advance() {
        long former = intervalMillis;
        boolean many = records >= MANY_A_MILLISECOND * intervalMillis;
        intervalMillis = many ? Math.min(LONGEST_MILLIS, 2 * intervalMillis) : SHORTEST_MILLIS;
        records = 0;
        return intervalMillis != former;
    }

    /** Nothing is in flight any more: who comes next is looked after at once. */
    void restart() {
        intervalMillis = SHORTEST_MILLIS;
        records = 0;
    }

    long intervalMillis() {
        return intervalMillis;
    }
}
