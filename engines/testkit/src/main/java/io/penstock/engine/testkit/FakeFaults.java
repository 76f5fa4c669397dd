package io.penstock.engine.testkit;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** Which runs of a fake engine fail, and how. Thread-safe. */
final class FakeFaults {
    private final DoublePredicate poison;

    private FailureCategory next = FailureCategory.TRANSIENT;
    private int remaining;
    private boolean dead;

    FakeFaults(DoublePredicate poison) {
        this.poison = poison;
    }

    synchronized void failNext(int runs, FailureCategory category) {
        next = category;
        remaining = runs;
    }

    /** The failure of the next run, unless it is to succeed. After a FATAL one there is no other. */
    synchronized Optional<EngineException> nextRun() {
        if (dead) {
            return Optional.of(new EngineException(FailureCategory.FATAL, "the fake device is lost"));
        }
        if (remaining == 0) {
            return Optional.empty();
        }
        remaining--;
        dead = next == FailureCategory.FATAL;
        return Optional.of(new EngineException(next, "the fake engine was told to fail: category=" + next));
    }

    void requireHealthy(double firstElement) {
        if (poison.test(firstElement)) {
            throw new EngineException(
                    FailureCategory.RECORD, "the fake model rejects a row: firstElement=" + firstElement);
        }
    }
}
