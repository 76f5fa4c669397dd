package io.penstock.inference.streams;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A state store that stores nothing. Kafka Streams flushes the caches of a task's stores on its StreamThread before it
 * flushes the producer and commits offsets: at every commit, on revocation and on clean close. This one takes that call
 * as the barrier at which every record in flight has to be forwarded.
 *
 * <p>{@link CachedStateStore} is internal to Kafka Streams; this class and {@link TaskContext} are all that touches its
 * internals. {@code StateStore.commit} comes after the offsets were committed and is of no use for this.
 */
final class CommitBarrier implements StateStore, CachedStateStore<Object, Object> {
    private final String name;
    private boolean open;
    private @Nullable Runnable drain;

    private CommitBarrier(String name) {
        this.name = name;
    }

    /** A builder of a store without changelog, so that nothing is restored and no standby is kept. */
    static StoreBuilder<CommitBarrier> named(String name) {
        return new Builder(name);
    }

    /** From now on {@code drain} runs before every commit of this task. */
    void attach(Runnable newDrain) {
        drain = newDrain;
    }

    void detach() {
        drain = null;
    }

    @Override
    public void flushCache() {
        if (drain != null) {
            drain.run();
        }
    }

    @Override
    public void clearCache() {}

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        open = true;
        context.register(root, (key, value) -> {});
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {}

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    @SuppressWarnings("deprecation") // without it Streams wraps the store, and a wrapped one is not found as a barrier
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Equal to itself only: Kafka Streams lets stages share a store whose builders are equal, and the barrier is one stage's. */
    private static final class Builder implements StoreBuilder<CommitBarrier> {
        private final String name;

        Builder(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public CommitBarrier build() {
            return new CommitBarrier(name);
        }

        @Override
        public StoreBuilder<CommitBarrier> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitBarrier> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitBarrier> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("a commit barrier has no changelog");
        }

        @Override
        public StoreBuilder<CommitBarrier> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
