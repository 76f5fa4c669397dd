package io.penstock.engine.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a fake engine has done. Thread-safe. */
final class FakeCounters {
    final AtomicLong runs = new AtomicLong();
    final AtomicLong rows = new AtomicLong();
    final AtomicInteger concurrentRuns = new AtomicInteger();
    final AtomicInteger maxConcurrentRuns = new AtomicInteger();

    void started(int runRows) {
        runs.incrementAndGet();
        rows.addAndGet(runRows);
        maxConcurrentRuns.accumulateAndGet(concurrentRuns.incrementAndGet(), Math::max);
    }

    void ended() {
        concurrentRuns.decrementAndGet();
    }
}
