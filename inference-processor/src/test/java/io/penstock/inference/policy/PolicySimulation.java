package io.penstock.inference.policy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.inference.policy.Admission.Claimed;
import io.penstock.inference.policy.Admission.Refused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a policy with arrivals, completions and flushes on a simulated clock, as the micro-batcher does, and checks
 * after every step that nothing the policy promises is broken. A refused request waits and asks again first.
 */
final class PolicySimulation {
    /** What happens next, so many nanoseconds after what happened last. */
    sealed interface Step {
        long gapNanos();
    }

    record Arrival(long gapNanos, int bucket, int rows, long bytes) implements Step {}

    /** One of the batches that compute finishes; which one is anything. */
    record Completion(long gapNanos, int which) implements Step {}

    record Flush(long gapNanos) implements Step {}

    private record Request(long number, int rows, long bytes) {}

    private static final class Batch {
        final long id;
        final int bucket;
        final long openedNanos;
        final List<Request> requests = new ArrayList<>();
        int rows;

        Batch(long id, int bucket, long openedNanos) {
            this.id = id;
            this.bucket = bucket;
            this.openedNanos = openedNanos;
        }
    }

    private final BatchLimits limits;
    private final BatchingPolicy policy;
    private final List<Deque<Request>> waiting = new ArrayList<>();
    private final List<List<Long>> computed = new ArrayList<>();
    private final @Nullable Batch[] open;
    private final Map<Long, Batch> unfinished = new HashMap<>();
    private final List<Batch> computing = new ArrayList<>();
    private long arrivals;
    private long nowNanos;

    PolicySimulation(BatchLimits limits, int buckets, long startNanos) {
        this.limits = limits;
        this.policy = new BatchingPolicy(limits, buckets);
        this.open = new Batch[buckets];
        this.nowNanos = startNanos;
        for (int bucket = 0; bucket < buckets; bucket++) {
            waiting.add(new ArrayDeque<>());
            computed.add(new ArrayList<>());
        }
    }

    void run(List<Step> steps) {
        for (Step step : steps) {
            passTime(step.gapNanos());
            if (step instanceof Arrival arrival) {
                waiting.get(arrival.bucket()).add(new Request(arrivals++, arrival.rows(), arrival.bytes()));
                offerWaiting();
            } else if (step instanceof Completion completion && !computing.isEmpty()) {
                finish(computing.get(completion.which() % computing.size()));
            } else if (step instanceof Flush) {
                policy.flush();
                takeClosed();
                assertThat(policy.nextDeadlineNanos()).isEmpty();
            }
            checkBounds();
        }
        runToTheEnd();
    }

    /** Every window that ends meanwhile is closed at its very deadline, as the batcher's timer does. */
    private void passTime(long gapNanos) {
        long targetNanos = nowNanos + gapNanos;
        OptionalLong deadline = policy.nextDeadlineNanos();
        while (deadline.isPresent() && deadline.getAsLong() - targetNanos <= 0) {
            nowNanos = deadline.getAsLong();
            policy.closeDue(nowNanos);
            assertThat(takeClosed()).isPositive();
            deadline = policy.nextDeadlineNanos();
        }
        nowNanos = targetNanos;
    }

    private void offerWaiting() {
        for (int bucket = 0; bucket < waiting.size(); bucket++) {
            Deque<Request> queue = waiting.get(bucket);
            while (!queue.isEmpty() && offered(bucket, queue.peek())) {
                queue.remove();
            }
        }
    }

    private boolean offered(int bucket, Request request) {
        Admission admission = policy.offer(bucket, request.rows(), request.bytes(), nowNanos);
        if (admission instanceof Claimed claimed) {
            onClaimed(bucket, request, claimed);
        }
        takeClosed();
        if (admission instanceof Refused refused) {
            checkRefusal(bucket, request, refused);
        }
        checkBounds();
        return admission instanceof Claimed;
    }

    private void onClaimed(int bucket, Request request, Claimed claimed) {
        if (claimed.opened()) {
            Batch former = open[bucket];
            Batch opened = new Batch(claimed.batch(), bucket, nowNanos);
            assertThat(unfinished.putIfAbsent(opened.id, opened)).isNull();
            if (former != null) {
                assertThat(former.rows + request.rows()).isGreaterThan(limits.maxRows());
            }
            open[bucket] = opened;
        }
        Batch batch = requireNonNull(open[bucket], "rows are claimed in an open batch");
        assertThat(claimed.batch()).isEqualTo(batch.id);
        batch.rows += request.rows();
        batch.requests.add(request);
    }

    private int takeClosed() {
        List<ClosedBatch> closed = policy.takeClosed();
        for (ClosedBatch each : closed) {
            Batch batch = requireNonNull(unfinished.get(each.batch()), "a batch that was opened and not yet finished");
            assertThat(computing).doesNotContain(batch);
            assertThat(each.rows()).isEqualTo(batch.rows).isBetween(1, limits.maxRows());
            assertThat(nowNanos - batch.openedNanos).isBetween(0L, limits.windowNanos());
            computing.add(batch);
            if (batch == open[batch.bucket]) {
                open[batch.bucket] = null;
            }
        }
        return closed.size();
    }

    private void checkRefusal(int bucket, Request request, Refused refused) {
        long rows = inFlight().mapToLong(Request::rows).sum();
        long bytes = inFlight().mapToLong(Request::bytes).sum();
        switch (refused) {
            case ROWS -> assertThat(rows + request.rows()).isGreaterThan(limits.maxInFlightRows());
            case BYTES -> {
                assertThat(rows).isPositive();
                assertThat(bytes + request.bytes()).isGreaterThan(limits.maxInFlightBytes());
            }
            case SESSIONS -> {
                assertThat(open[bucket]).isNull();
                assertThat(computingOf(bucket)).isEqualTo(limits.sessions());
            }
        }
    }

    private Stream<Request> inFlight() {
        return unfinished.values().stream().flatMap(batch -> batch.requests.stream());
    }

    private long computingOf(int bucket) {
        return computing.stream().filter(batch -> batch.bucket == bucket).count();
    }

    private void finish(Batch batch) {
        computing.remove(batch);
        unfinished.remove(batch.id);
        policy.finished(batch.id);
        takeClosed();
        checkBounds();
        offerWaiting();
        batch.requests.forEach(request -> computed.get(batch.bucket).add(request.number()));
    }

    private void checkBounds() {
        long rows = inFlight().mapToLong(Request::rows).sum();
        long bytes = inFlight().mapToLong(Request::bytes).sum();
        assertThat(policy.inFlightRows()).isEqualTo(rows).isLessThanOrEqualTo(limits.maxInFlightRows());
        assertThat(policy.inFlightBytes()).isEqualTo(bytes);
        assertThat(bytes <= limits.maxInFlightBytes() || inFlight().count() == 1)
                .isTrue();
        for (int bucket = 0; bucket < open.length; bucket++) {
            long busy = computingOf(bucket);
            int filling = open[bucket] == null ? 0 : 1;
            assertThat(busy + filling).isLessThanOrEqualTo(limits.sessions());
            if (limits.eager() && filling == 1) {
                assertThat(busy).isGreaterThanOrEqualTo(Math.max(1, limits.sessions() - 1));
            }
        }
    }

    /** With no arrivals any more, everything that came is computed, once and in the order of its bucket's claims. */
    private void runToTheEnd() {
        int patience = Math.toIntExact(4 * arrivals + 4);
        while (!unfinished.isEmpty() || waiting.stream().anyMatch(queue -> !queue.isEmpty())) {
            assertThat(patience--).as("steps left to finish everything").isPositive();
            passTime(limits.windowNanos());
            offerWaiting();
            if (!computing.isEmpty()) {
                finish(computing.get(0));
            }
        }
        List<Long> all = computed.stream().flatMap(List::stream).sorted().toList();
        assertThat(all).isEqualTo(LongStream.range(0, arrivals).boxed().toList());
        assertThat(policy.inFlightRows()).isZero();
        assertThat(policy.inFlightBytes()).isZero();
        assertThat(policy.nextDeadlineNanos()).isEmpty();
    }
}
