package io.penstock.topology.pipeline;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.topology.status.PipelineMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams from start to stop. A thread that dies is replaced after a pause, and what it had not committed is read
 * again; only a FATAL failure stops the instance. Thread-safe.
 */
final class StreamsRun {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRun.class);
    private static final long REPLACEMENT_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final KafkaStreams streams;
    private final PipelineMetrics metrics;
    private final CountDownLatch ended;
    private final Object stateChanged = new Object();
    private volatile @Nullable Throwable failure;

    /** @param ended counted down when it ends, by itself or closed */
    StreamsRun(KafkaStreams streams, PipelineMetrics metrics, CountDownLatch ended) {
        this.streams = streams;
        this.ended = ended;
        this.metrics = metrics;
        streams.setUncaughtExceptionHandler(this::onThreadDied);
        streams.setStateListener((now, before) -> onState(now));
    }

    void start() {
        streams.start();
    }

    private void onState(State now) {
        synchronized (stateChanged) {
            stateChanged.notifyAll();
        }
        if (now == State.ERROR || now == State.NOT_RUNNING) {
            ended.countDown();
        }
    }

    private StreamThreadExceptionResponse onThreadDied(Throwable cause) {
        metrics.onThreadDied();
        if (isFatal(cause)) {
            failure = rootOf(cause);
            LOG.atError()
                    .setMessage("The pipeline stops; a restart reads what was not committed")
                    .setCause(cause)
                    .log();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.atWarn()
                .setMessage("A stream thread died and is replaced; it reads what it had not committed again")
                .addKeyValue("cause", rootOf(cause).toString())
                .setCause(cause)
                .log();
        LockSupport.parkNanos(this, REPLACEMENT_PAUSE_NANOS);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static boolean isFatal(Throwable thrown) {
        return causes(thrown)
                .anyMatch(cause -> cause instanceof Error
                        || cause instanceof AuthenticationException
                        || cause instanceof AuthorizationException
                        || (cause instanceof PenstockException known && known.category() == FailureCategory.FATAL));
    }

    private static Throwable rootOf(Throwable thrown) {
        return causes(thrown)
                .filter(PenstockException.class::isInstance)
                .findFirst()
                .orElse(thrown);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }

    boolean isRunning() {
        return streams.state() == State.RUNNING;
    }

    boolean isAlive() {
        return streams.state().isRunningOrRebalancing() || streams.state() == State.CREATED;
    }

    /** Waits for {@code RUNNING}; false after the timeout. Throws what stopped it. */
    boolean awaitRunning(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            synchronized (stateChanged) {
                while (!isRunning()) {
                    throwIfFailed();
                    long leftMillis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    if (leftMillis <= 0) {
                        return false;
                    }
                    stateChanged.wait(leftMillis);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return isRunning();
    }

    /** @throws PenstockException FATAL, if it was stopped by a failure */
    void throwIfFailed() {
        Throwable stopped = failure;
        if (stopped != null) {
            throw new PenstockException(
                    FailureCategory.FATAL, "the pipeline has failed: " + stopped.getMessage(), stopped);
        }
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Begins to stop and does not wait for it. */
    void beginClose() {
        boolean stoppedAtOnce = streams.close(leavingWithin(Duration.ZERO));
        LOG.atDebug()
                .setMessage("The pipeline stops")
                .addKeyValue("atOnce", stoppedAtOnce)
                .log();
    }

    /**
     * Leaves the group, so that other instances take over at once.
     *
     * @param left how long it may still take
     * @param shutdownTimeout what is left of this, as the pipeline's file says it
     */
    void close(Duration left, Duration shutdownTimeout) {
        boolean stopped = streams.close(leavingWithin(left));
        ended.countDown();
        if (!stopped) {
            LOG.atWarn()
                    .setMessage("The pipeline did not stop in time; what it had not committed is read again")
                    .addKeyValue("shutdownTimeout", shutdownTimeout)
                    .log();
        }
    }

    private static CloseOptions leavingWithin(Duration timeout) {
        return CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    }
}
