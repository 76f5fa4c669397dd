package io.penstock.engine.onnxruntime;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the models and tensors of this JVM that hold native memory, so that leaks can be seen. Thread-safe. */
final class LiveHandles {
    private static final AtomicLong COUNT = new AtomicLong();

    private LiveHandles() {}

    static void opened() {
        COUNT.incrementAndGet();
    }

    static void closed() {
        COUNT.decrementAndGet();
    }

    static long count() {
        return COUNT.get();
    }
}
