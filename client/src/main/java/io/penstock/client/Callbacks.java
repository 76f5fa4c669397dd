package io.penstock.client;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Where futures complete: what a user hangs on them must stop neither the reading nor the sending. */
record Callbacks(Executor executor) {
    /** Once the user's executor takes nothing any more, on this thread: the user's futures must not hang. */
    void run(Runnable completion) {
        try {
            executor.execute(completion);
        } catch (RejectedExecutionException e) {
            completion.run();
        }
    }
}
