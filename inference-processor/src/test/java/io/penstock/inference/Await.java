package io.penstock.inference;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread or process brings about; a condition that never holds fails the test. */
public final class Await {
    private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

    private Await() {}

    /** Returns once the condition holds. */
    public static void until(String what, Duration longest, Callable<Boolean> condition) {
        until(what, longest, Duration.ofNanos(PAUSE_NANOS), condition);
    }

    /** Returns once the condition holds; asks again after each pause. */
    public static void until(String what, Duration longest, Duration pause, Callable<Boolean> condition) {
        long start = System.nanoTime();
        while (!holds(condition)) {
            if (System.nanoTime() - start > longest.toNanos()) {
                throw new AssertionError("waited " + longest + " in vain until " + what);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("the condition could not be read", e);
        }
    }

    /** Lets this much time pass while others work; for what must not happen meanwhile. */
    public static void pass(Duration time) {
        long start = System.nanoTime();
        for (long left = time.toNanos(); left > 0; left = time.toNanos() - (System.nanoTime() - start)) {
            LockSupport.parkNanos(left);
        }
    }
}
