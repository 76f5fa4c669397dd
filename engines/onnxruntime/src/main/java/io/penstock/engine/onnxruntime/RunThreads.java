package io.penstock.engine.onnxruntime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that runs execute on: one for every run under way, so at most one a session, and none waits for another.
 * They are daemons and go after a minute without work.
 */
final class RunThreads {
    private static final Logger LOG = LoggerFactory.getLogger(RunThreads.class);
    private static final int IDLE_SECONDS = 60;

    private RunThreads() {}

    static ExecutorService open(String model) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "penstock-ort-" + model + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setUncaughtExceptionHandler(RunThreads::report);
                    return thread;
                });
    }

    private static void report(Thread thread, Throwable thrown) {
        LOG.atError().addKeyValue("thread", thread.getName()).setCause(thrown).log("The completion of a run threw");
    }
}
