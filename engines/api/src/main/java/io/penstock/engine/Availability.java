package io.penstock.engine;

import org.jspecify.annotations.Nullable;

/** Whether a backend can run on this machine; what stands in its way is kept as a value until somebody asks. */
public sealed interface Availability {
    /**
     * It can.
     *
     * @param detail what it found, such as {@code ONNX Runtime 1.29.0, 2 cores}
     */
    record Available(String detail) implements Availability {}

    /**
     * It cannot.
     *
     * @param reason what is missing and how to get it
     * @param cause the failure itself, if there was one
     */
    record Unavailable(String reason, @Nullable Throwable cause) implements Availability {}
}
