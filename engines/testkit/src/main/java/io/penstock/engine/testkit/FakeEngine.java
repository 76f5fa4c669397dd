package io.penstock.engine.testkit;

import io.penstock.FailureCategory;
import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineDescription;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.lifetime.EngineLifetime;
import java.time.Duration;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.LongSupplier;

/**
 * An engine without a model, for tests: deterministic, fast or as slow as told, failing on demand. The first element of
 * each output row is the sum over the input row, every other is the input row's first element, so a row whose first
 * element is its id carries it through. By default {@code x [-1,4] float32} becomes {@code y [-1,2] float32}, at most 16
 * rows a run, each run ending before {@link Session#run} returns. Inputs written while a run owns them fail that run
 * with FATAL. Thread-safe.
 */
public final class FakeEngine implements Engine {
    private final EngineDescription description;
    private final FakeTiming timing;
    private final FakeFaults faults;
    private final LongSupplier nanoTime;
    private final FakeCounters counters = new FakeCounters();
    private final EngineLifetime lifetime;

    private volatile boolean freed;

    private FakeEngine(Builder builder) {
        EngineInfo info =
                new EngineInfo("fake", "1", builder.device, builder.model, "1", "fp32", builder.hash, builder.verified);
        List<Bucket> buckets = builder.buckets.isEmpty() ? List.of(Bucket.fixed(builder.signature)) : builder.buckets;
        description = new EngineDescription(info, builder.signature, buckets, builder.maxRows);
        timing = builder.timing;
        faults = new FakeFaults(builder.poison);
        nanoTime = builder.nanoTime;
        lifetime = new EngineLifetime(description, this::free);
    }

    /** The default engine. */
    public static FakeEngine create() {
        return builder().build();
    }

    /** A builder that starts from the default engine. */
    public static Builder builder() {
        return new Builder();
    }

    private void free() {
        timing.close();
        freed = true;
    }

    @Override
    public EngineDescription description() {
        return description;
    }

    @Override
    public Session openSession(Bucket bucket) {
        return lifetime.openSession(bucket, () -> new FakeSession(this, bucket));
    }

    @Override
    public void close() {
        lifetime.close();
    }

    /**
     * Ends the oldest run under way on this thread; for engines with {@link Builder#manual} completion.
     *
     * @throws IllegalStateException if none is under way or the engine ends its runs by itself
     */
    public void completeNext() {
        manualTiming().completeNext();
    }

    /** The runs that {@link #completeNext} would end, for engines with {@link Builder#manual} completion. */
    public int pendingRuns() {
        return manualTiming().pendingRuns();
    }

    private FakeTiming.Manual manualTiming() {
        if (timing instanceof FakeTiming.Manual manual) {
            return manual;
        }
        throw new IllegalStateException("this engine ends its runs by itself: build it with manual()");
    }

    /** Makes the next {@code runs} runs that end fail; after a FATAL failure all later ones do. */
    public void failNext(int runs, FailureCategory category) {
        faults.failNext(runs, category);
    }

    /** The runs started so far, those that failed included. */
    public long runs() {
        return counters.runs.get();
    }

    /** The rows of all runs started so far. */
    public long rows() {
        return counters.rows.get();
    }

    /** The most runs that were under way at once. */
    public int maxConcurrentRuns() {
        return counters.maxConcurrentRuns.get();
    }

    /** The sessions opened and not yet closed. */
    public int openSessions() {
        return lifetime.openSessions();
    }

    /** Whether the engine is closed and its last session too. */
    public boolean isFreed() {
        return freed;
    }

    FakeTiming timing() {
        return timing;
    }

    FakeFaults faults() {
        return faults;
    }

    FakeCounters counters() {
        return counters;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    void sessionClosed() {
        lifetime.closeSession();
    }

    /** Says what a fake engine is like. Builds one engine. */
    public static final class Builder {
        private String model = "fake";
        private String device = "fake";
        private String hash = "0".repeat(64);
        private boolean verified = true;
        private Signature signature = new Signature(
                List.of(new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, 4))),
                List.of(new TensorSpec("y", DataType.FLOAT32, Shape.of(-1, 2))));
        private List<Bucket> buckets = List.of();
        private int maxRows = 16;
        private FakeTiming timing = new FakeTiming.Immediate();
        private DoublePredicate poison = firstElement -> false;
        private LongSupplier nanoTime = System::nanoTime;

        private Builder() {}

        /** The model's name; its version is 1. */
        public Builder model(String value) {
            model = value;
            return this;
        }

        /** Where it runs, in words. */
        public Builder device(String value) {
            device = value;
            return this;
        }

        /** The hash of the file that it has not read. */
        public Builder hash(String value) {
            hash = value;
            return this;
        }

        /** Says that nobody has compared it with its model. */
        public Builder unverified() {
            verified = false;
            return this;
        }

        /** The inputs and outputs; a dynamic output dimension takes the first input's of the same position. */
        public Builder signature(Signature value) {
            signature = value;
            return this;
        }

        /** The buckets, smallest first; by default the fixed one. */
        public Builder buckets(Bucket... values) {
            buckets = List.of(values);
            return this;
        }

        /** The most rows one run takes. */
        public Builder maxRows(int value) {
            maxRows = value;
            return this;
        }

        /** Ends each run a service time after its start, on the engine's thread; sessions serve in parallel. */
        public Builder delayed(Duration serviceTime) {
            timing = new FakeTiming.Delayed(serviceTime);
            return this;
        }

        /** Ends a run only when the test calls {@link FakeEngine#completeNext}. */
        public Builder manual() {
            timing = new FakeTiming.Manual();
            return this;
        }

        /** Makes a run fail with RECORD if the first element of any of its rows, in the first input, fits. */
        public Builder poison(DoublePredicate firstElement) {
            poison = firstElement;
            return this;
        }

        /** The clock that compute times are taken from. */
        public Builder nanoTime(LongSupplier clock) {
            nanoTime = clock;
            return this;
        }

        /** The engine. */
        public FakeEngine build() {
            return new FakeEngine(this);
        }
    }
}
