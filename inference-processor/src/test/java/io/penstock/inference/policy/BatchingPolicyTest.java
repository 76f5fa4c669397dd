package io.penstock.inference.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.inference.policy.Admission.Claimed;
import io.penstock.inference.policy.Admission.Refused;
import io.penstock.inference.policy.ClosedBatch.Cause;
import org.junit.jupiter.api.Test;

final class BatchingPolicyTest {
    private static final long WINDOW = 5;

    private static BatchingPolicy policy(boolean eager, int sessions) {
        return new BatchingPolicy(new BatchLimits(4, WINDOW, eager, sessions, 8, 100), 2);
    }

    @Test
    void givesConsecutiveRowsOfOneBatchToRequestsOfABucket() {
        BatchingPolicy policy = policy(false, 2);
        assertThat(policy.offer(0, 1, 1, 0)).isEqualTo(new Claimed(1, true));
        assertThat(policy.offer(0, 2, 1, 0)).isEqualTo(new Claimed(1, false));
        assertThat(policy.offer(1, 2, 1, 0)).isEqualTo(new Claimed(2, true));
        assertThat(policy.inFlightRows()).isEqualTo(5);
        assertThat(policy.inFlightBytes()).isEqualTo(3);
    }

    @Test
    void closesAFullBatch() {
        BatchingPolicy policy = policy(false, 2);
        policy.offer(0, 3, 1, 0);
        policy.offer(0, 1, 1, 0);
        assertThat(policy.takeClosed()).containsExactly(new ClosedBatch(1, 4, Cause.FULL));
    }

    @Test
    void closesABatchWithoutRoomForTheNextRequestAndOpensAnother() {
        BatchingPolicy policy = policy(false, 2);
        policy.offer(0, 3, 1, 0);
        assertThat(policy.offer(0, 2, 1, 1)).isEqualTo(new Claimed(2, true));
        assertThat(policy.takeClosed()).containsExactly(new ClosedBatch(1, 3, Cause.NO_ROOM));
    }

    @Test
    void closesABatchWithoutRoomEvenIfItCannotOpenAnother() {
        BatchingPolicy policy = policy(false, 1);
        policy.offer(0, 3, 1, 0);
        assertThat(policy.offer(0, 2, 1, 1)).isEqualTo(Refused.SESSIONS);
        assertThat(policy.takeClosed()).containsExactly(new ClosedBatch(1, 3, Cause.NO_ROOM));
    }

    @Test
    void closesABatchWhenItsOldestRowHasWaitedForTheWindow() {
        BatchingPolicy policy = policy(false, 2);
        policy.offer(0, 1, 1, 10);
        policy.offer(0, 1, 1, 14);
        assertThat(policy.nextDeadlineNanos()).hasValue(15);
        policy.closeDue(14);
        assertThat(policy.takeClosed()).isEmpty();
        policy.closeDue(15);
        assertThat(policy.takeClosed()).containsExactly(new ClosedBatch(1, 2, Cause.WINDOW));
        assertThat(policy.nextDeadlineNanos()).isEmpty();
    }

    @Test
    void closesEveryRequestAtOnceWithoutAWindow() {
        BatchingPolicy policy = new BatchingPolicy(new BatchLimits(4, 0, false, 2, 8, 100), 1);
        policy.offer(0, 1, 1, 0);
        assertThat(policy.takeClosed()).containsExactly(new ClosedBatch(1, 1, Cause.WINDOW));
    }

    @Test
    void leavesNothingWaitingForAnIdleSessionIfItIsEager() {
        BatchingPolicy policy = policy(true, 2);
        policy.offer(0, 1, 1, 0);
        assertThat(policy.takeClosed()).containsExactly(new ClosedBatch(1, 1, Cause.EAGER));
    }

    @Test
    void fillsTheNextBatchWhileAnotherComputesAndClosesItWhenThatHasFinishedIfItIsEager() {
        BatchingPolicy policy = policy(true, 2);
        policy.offer(0, 1, 1, 0);
        policy.offer(0, 1, 1, 0);
        policy.offer(0, 2, 1, 0);
        assertThat(policy.takeClosed()).hasSize(1);
        policy.finished(1);
        assertThat(policy.takeClosed()).containsExactly(new ClosedBatch(2, 3, Cause.EAGER));
    }

    @Test
    void leavesNoEngineIdleIfItIsEager() {
        BatchingPolicy policy = new BatchingPolicy(new BatchLimits(4, WINDOW, true, 2, 2, 8, 100), 1);
        policy.offer(0, 1, 1, 0);
        policy.offer(0, 1, 1, 0);
        assertThat(policy.takeClosed())
                .containsExactly(new ClosedBatch(1, 1, Cause.EAGER), new ClosedBatch(2, 1, Cause.EAGER));
        assertThat(policy.offer(0, 1, 1, 0)).isEqualTo(Refused.SESSIONS);
    }

    @Test
    void closesEveryOpenBatchInAFlush() {
        BatchingPolicy policy = policy(false, 2);
        policy.offer(0, 1, 1, 0);
        policy.offer(1, 2, 1, 0);
        policy.flush();
        assertThat(policy.takeClosed())
                .containsExactly(new ClosedBatch(1, 1, Cause.FLUSH), new ClosedBatch(2, 2, Cause.FLUSH));
        policy.flush();
        assertThat(policy.takeClosed()).isEmpty();
    }

    @Test
    void refusesRowsOverTheLimitUntilABatchHasFinished() {
        BatchingPolicy policy = policy(false, 2);
        policy.offer(0, 4, 1, 0);
        policy.offer(0, 4, 1, 0);
        assertThat(policy.offer(1, 1, 1, 0)).isEqualTo(Refused.ROWS);
        policy.finished(1);
        assertThat(policy.offer(1, 1, 1, 0)).isEqualTo(new Claimed(3, true));
    }

    @Test
    void refusesBytesOverTheLimitExceptOfARequestThatIsAlone() {
        BatchingPolicy policy = policy(false, 2);
        assertThat(policy.offer(0, 1, 101, 0)).isEqualTo(new Claimed(1, true));
        assertThat(policy.offer(0, 1, 1, 0)).isEqualTo(Refused.BYTES);
    }

    @Test
    void refusesABatchWhileEverySessionOfTheBucketComputes() {
        BatchingPolicy policy = policy(false, 1);
        policy.offer(0, 4, 1, 0);
        assertThat(policy.offer(0, 1, 1, 0)).isEqualTo(Refused.SESSIONS);
        assertThat(policy.offer(1, 1, 1, 0)).isEqualTo(new Claimed(2, true));
        policy.finished(1);
        assertThat(policy.offer(0, 1, 1, 0)).isEqualTo(new Claimed(3, true));
    }

    @Test
    void rejectsARequestThatNoBatchCanHold() {
        BatchingPolicy policy = policy(false, 1);
        assertThatThrownBy(() -> policy.offer(0, 5, 1, 0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("a request has 1 to 4 rows: rows=5");
        assertThatThrownBy(() -> policy.offer(0, 0, 1, 0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("a request has 1 to 4 rows: rows=0");
    }

    @Test
    void rejectsTheEndOfABatchThatIsNotComputed() {
        BatchingPolicy policy = policy(false, 2);
        policy.offer(0, 1, 1, 0);
        assertThatThrownBy(() -> policy.finished(1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("no closed batch of this number: batch=1");
    }

    @Test
    void rejectsLimitsThatCannotHold() {
        assertThatThrownBy(() -> new BatchLimits(4, WINDOW, false, 1, 3, 100))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxInFlightRows must be at least maxRows=4, is 3");
        assertThatThrownBy(() -> new BatchLimits(4, -1, false, 1, 4, 100))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("windowNanos must not be negative, is -1");
        assertThatThrownBy(() -> new BatchLimits(4, WINDOW, false, 2, 1, 4, 100))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("sessions must be at least engines=2, is 1");
    }
}
