package io.penstock.inference.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.inference.policy.Admission.Claimed;
import io.penstock.inference.policy.Admission.Refused;
import io.penstock.inference.policy.ClosedBatch.Cause;
import org.junit.jupiter.api.Test;

final class PriorityTest {
    private static final long WINDOW = 5;
    private static final int FULL = 4;

    private static BatchingPolicy policy(int sessions) {
        return new BatchingPolicy(new BatchLimits(FULL, WINDOW, false, sessions, 100, 100), 1);
    }

    private static Admission online(BatchingPolicy policy, int rows, long nowNanos) {
        return policy.offer(Priority.ONLINE, 0, rows, 1, nowNanos);
    }

    private static Admission batch(BatchingPolicy policy, int rows, long nowNanos) {
        return policy.offer(Priority.BATCH, 0, rows, 1, nowNanos);
    }

    @Test
    void mixesNoPrioritiesInABatch() {
        BatchingPolicy policy = policy(2);
        assertThat(batch(policy, 1, 0)).isEqualTo(new Claimed(1, true));
        assertThat(online(policy, 1, 0)).isEqualTo(new Claimed(2, true));
        assertThat(batch(policy, 1, 0)).isEqualTo(new Claimed(1, false));
    }

    @Test
    void leavesTheLastSessionToOnlineRequests() {
        BatchingPolicy policy = policy(3);
        assertThat(batch(policy, FULL, 0)).isInstanceOf(Claimed.class);
        assertThat(batch(policy, FULL, 0)).isInstanceOf(Claimed.class);
        assertThat(batch(policy, 1, 0)).isEqualTo(Refused.SESSIONS);
        assertThat(online(policy, 1, 0)).isEqualTo(new Claimed(3, true));
    }

    @Test
    void letsAJobUseTheOnlySession() {
        BatchingPolicy policy = policy(1);
        assertThat(batch(policy, FULL, 0)).isEqualTo(new Claimed(1, true));
        policy.finished(1);
        assertThat(batch(policy, FULL, 0)).isEqualTo(new Claimed(2, true));
    }

    @Test
    void givesAFreedSessionToTheOnlineRequestThatWaits() {
        BatchingPolicy policy = policy(1);
        batch(policy, FULL, 0);
        assertThat(online(policy, 1, 1)).isEqualTo(Refused.SESSIONS);
        policy.finished(1);
        assertThat(batch(policy, 1, 2)).isEqualTo(Refused.SESSIONS);
        assertThat(online(policy, FULL, 3)).isEqualTo(new Claimed(2, true));
        policy.finished(2);
        assertThat(batch(policy, 1, 4)).isEqualTo(new Claimed(3, true));
    }

    @Test
    void keepsNoSessionForAnOnlineRequestThatNeverAsksAgain() {
        BatchingPolicy policy = policy(1);
        batch(policy, FULL, 0);
        online(policy, 1, 0);
        policy.finished(1);
        assertThat(batch(policy, 1, 99_999_999)).isEqualTo(Refused.SESSIONS);
        assertThat(batch(policy, 1, 100_000_000)).isEqualTo(new Claimed(2, true));
    }

    @Test
    void sendsTheFillingBatchOfAJobOffWhenAnOnlineRequestNeedsItsSession() {
        BatchingPolicy policy = policy(1);
        batch(policy, 1, 0);
        assertThat(online(policy, 1, 0)).isEqualTo(Refused.SESSIONS);
        assertThat(policy.takeClosed()).containsExactly(new ClosedBatch(1, 1, Cause.YIELD));
    }

    @Test
    void leavesRoomForABatchOfOnlineRowsAmongThoseInFlight() {
        BatchingPolicy policy = new BatchingPolicy(new BatchLimits(FULL, WINDOW, false, 4, 8, 100), 1);
        assertThat(batch(policy, FULL, 0)).isInstanceOf(Claimed.class);
        assertThat(batch(policy, 1, 0)).isEqualTo(Refused.ROWS);
        assertThat(online(policy, FULL, 0)).isInstanceOf(Claimed.class);
    }

    @Test
    void leavesHalfOfTheBytesInFlightToOnlineRequests() {
        BatchingPolicy policy = policy(3);
        assertThat(policy.offer(Priority.BATCH, 0, 1, 50, 0)).isInstanceOf(Claimed.class);
        assertThat(policy.offer(Priority.BATCH, 0, 1, 1, 0)).isEqualTo(Refused.BYTES);
        assertThat(policy.offer(Priority.ONLINE, 0, 1, 50, 0)).isInstanceOf(Claimed.class);
    }

    @Test
    void letsAJobsRequestPassThatIsAlone() {
        BatchingPolicy policy = new BatchingPolicy(new BatchLimits(FULL, WINDOW, false, 2, FULL, 100), 1);
        assertThat(policy.offer(Priority.BATCH, 0, FULL, 100, 0)).isEqualTo(new Claimed(1, true));
    }
}
