package io.penstock.inference.batching;

/** A monotonic clock in nanoseconds; only differences mean anything. Thread-safe. */
@FunctionalInterface
public interface NanoClock {
    NanoClock SYSTEM = System::nanoTime;

    long nanoTime();
}
