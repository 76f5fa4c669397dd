package io.penstock.client;

import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Calls a pipeline over its topics: each request becomes a future that completes with its result, or with an {@link
 * InferenceException} that says why there is none. Thread-safe: share one among all threads of a service. Owns a
 * producer, a consumer and the one thread that reads answers.
 *
 * <p>It reads the whole output and dead-letter topics from where they end when it is built, without a consumer group,
 * and keeps what carries its own header. So any number of clients may share a pipeline, and each costs the broker one
 * reading of all its answers: with many clients or large answers, give groups of them pipelines of their own.
 *
 * <p>An answer counts once, the first one: under {@code at_least_once} a pipeline may answer twice.
 */
public final class PenstockClient implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ClientSettings settings;
    private final Correlation correlation = new Correlation(UUID.randomUUID());
    private final Calls calls;
    private final RequestSender sender;
    private final AnswerReader reader;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PenstockClient(ClientSettings settings) {
        this.settings = settings;
        this.calls = new Calls(settings.maxInFlight(), settings.timeout(), settings.whenFull());
        this.sender = new RequestSender(settings);
        try {
            this.reader = AnswerReader.start(settings, correlation, calls);
        } catch (Throwable failure) {
            sender.close();
            throw failure;
        }
        settings.listener().onStarted(calls::inFlight);
    }

    /** Begins a client; it needs addresses and topics. */
    public static PenstockClientBuilder builder() {
        return new PenstockClientBuilder();
    }

    static PenstockClient connect(ClientSettings settings) {
        return new PenstockClient(settings);
    }

    /**
     * Sends a request, without a key, for its answer. Every failure is the future's; this throws nothing. Cancelling the
     * future makes room for another request and does not stop the pipeline.
     */
    public CompletableFuture<InferenceResult> infer(InferenceRequest request) {
        return call(null, request);
    }

    /** As {@link #infer(InferenceRequest)}, in order with others of this key, whose answers come in that order too. */
    public CompletableFuture<InferenceResult> infer(String key, InferenceRequest request) {
        return call(key.getBytes(StandardCharsets.UTF_8), request);
    }

    private CompletableFuture<InferenceResult> call(byte @Nullable [] key, InferenceRequest request) {
        Call call = new Call(request.getId(), System.nanoTime(), settings.listener(), settings.callbacks());
        try {
            long number = calls.admit(call);
            sender.send(key, request, correlation.of(number), refused -> {
                if (refused != null) {
                    calls.take(number).ifPresent(waiting -> waiting.fail(refused));
                }
            });
        } catch (InferenceException e) {
            call.fail(e);
        }
        return call.future();
    }

    /**
     * Sends a request whose answer is for others, or nobody. It is not limited by {@code maxInFlight}: the producer's
     * {@code buffer.memory} is what bounds it.
     *
     * @return completes once the broker has it, or with why it has not; may be ignored
     */
    public CompletableFuture<Void> send(InferenceRequest request) {
        return publish(null, request);
    }

    /** As {@link #send(InferenceRequest)}, in order with others of this key. */
    public CompletableFuture<Void> send(String key, InferenceRequest request) {
        return publish(key.getBytes(StandardCharsets.UTF_8), request);
    }

    private CompletableFuture<Void> publish(byte @Nullable [] key, InferenceRequest request) {
        try {
            calls.throwIfStopped();
        } catch (ClientClosedException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        sender.send(key, request, null, refused -> {
            settings.listener().onSent(refused == null);
            settings.callbacks().run(() -> complete(done, refused));
        });
        return done;
    }

    private static void complete(CompletableFuture<Void> done, @Nullable RequestNotSentException refused) {
        if (refused == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(refused);
        }
    }

    /** How many requests wait for their answers. */
    public int inFlight() {
        return calls.inFlight();
    }

    /**
     * Takes no more requests, waits until those in flight have ended, which takes the timeout at most, and frees the
     * clients. Closing twice does nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        ClientClosedException reason = new ClientClosedException("the client is closed");
        calls.stop(reason);
        boolean ended = calls.awaitNone(settings.timeout().plus(GRACE));
        reader.close();
        if (!ended) {
            calls.failAll(reason);
        }
        sender.close();
    }
}
