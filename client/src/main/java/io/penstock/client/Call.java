package io.penstock.client;

import io.penstock.schema.InferenceResult;
import java.util.concurrent.CompletableFuture;

/** One request on its way, and the future of its answer. Thread-safe; it ends once. */
final class Call {
    private final String id;
    private final long startNanos;
    private final ClientListener listener;
    private final Callbacks callbacks;
    private final CompletableFuture<InferenceResult> future = new CompletableFuture<>();

    Call(String id, long startNanos, ClientListener listener, Callbacks callbacks) {
        this.id = id;
        this.startNanos = startNanos;
        this.listener = listener;
        this.callbacks = callbacks;
    }

    /** The request's id, as its sender named it. */
    String id() {
        return id;
    }

    long waitedNanos(long nowNanos) {
        return nowNanos - startNanos;
    }

    CompletableFuture<InferenceResult> future() {
        return future;
    }

    void complete(InferenceResult result) {
        end(Outcome.RESULT, () -> future.complete(result));
    }

    void fail(InferenceException failure) {
        end(Outcome.of(failure), () -> future.completeExceptionally(failure));
    }

    private void end(Outcome outcome, Runnable completion) {
        listener.onEnded(outcome, waitedNanos(System.nanoTime()));
        callbacks.run(completion);
    }
}
