package io.penstock.inference.streams;

/** How many records the tasks of one StreamThread have in flight; each thread has its own and only it touches it. */
final class ThreadInFlight {
    private static final ThreadLocal<ThreadInFlight> OF_THREAD = ThreadLocal.withInitial(ThreadInFlight::new);

    private int records;

    private ThreadInFlight() {}

    static ThreadInFlight ofThisThread() {
        return OF_THREAD.get();
    }

    void add(int more) {
        records += more;
    }

    boolean isEmpty() {
        return records == 0;
    }
}
