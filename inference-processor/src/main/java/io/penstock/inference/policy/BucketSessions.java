package io.penstock.inference.policy;

import org.jspecify.annotations.Nullable;

/**
 * Who has a bucket's sessions: of each priority at most one open batch, and the batches that compute. Not thread-safe.
 */
final class BucketSessions {
    /** An online request that was refused asks again long before this, unless its caller has given up. */
    private static final long ONLINE_WAITS_NANOS = 100_000_000;

    /** The batches of one priority. */
    private static final class Lane {
        @Nullable
        PolicyBatch open;

        int computing;

        int held() {
            return computing + (open == null ? 0 : 1);
        }
    }

    private final int sessions;
    private final Lane online = new Lane();
    private final Lane batch = new Lane();
    private boolean onlineWaits;
    private long onlineRefusedNanos;

    BucketSessions(int sessions) {
        this.sessions = sessions;
    }

    private Lane lane(Priority priority) {
        return priority == Priority.ONLINE ? online : batch;
    }

    @Nullable
    PolicyBatch open(Priority priority) {
        return lane(priority).open;
    }

    void opened(PolicyBatch opened) {
        lane(opened.priority).open = opened;
        if (opened.priority == Priority.ONLINE) {
            onlineWaits = false;
        }
    }

    void closed(PolicyBatch closed) {
        Lane lane = lane(closed.priority);
        lane.open = null;
        lane.computing++;
    }

    void finished(PolicyBatch finished) {
        lane(finished.priority).computing--;
    }

    int computing() {
        return online.computing + batch.computing;
    }

    /** Whether a batch of this priority gets a session now. */
    boolean hasSession(Priority priority, long nowNanos) {
        boolean free = online.held() + batch.held() < sessions;
        return free && (priority == Priority.ONLINE || isLeftForBatch(nowNanos));
    }

    private boolean isLeftForBatch(long nowNanos) {
        boolean yields = onlineWaits && nowNanos - onlineRefusedNanos < ONLINE_WAITS_NANOS;
        return !yields && batch.held() < Math.max(1, sessions - 1);
    }

    /** An online request waits: the next free session is its. */
    void onlineRefused(long nowNanos) {
        onlineWaits = true;
        onlineRefusedNanos = nowNanos;
    }
}
