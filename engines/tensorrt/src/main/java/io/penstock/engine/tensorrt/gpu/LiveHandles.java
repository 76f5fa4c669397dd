package io.penstock.engine.tensorrt.gpu;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the native objects of this JVM that somebody owns and has not closed, so that leaks can be seen. Thread-safe. */
public final class LiveHandles {
    private static final AtomicLong COUNT = new AtomicLong();

    private LiveHandles() {}

    static void opened() {
        COUNT.incrementAndGet();
    }

    static void closed() {
        COUNT.decrementAndGet();
    }

    /** Those alive now. */
    public static long count() {
        return COUNT.get();
    }
}
