package io.penstock.engine.onnxruntime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that runs execute on, as many as can compute at once. Further runs wait for their turn: all would take longer
 * if they shared the cores. They are daemons and go after a minute without work.
 */
final class RunThreads {
    private static final Logger LOG = LoggerFactory.getLogger(RunThreads.class);
    private static final int IDLE_SECONDS = 60;

    private RunThreads() {}

    static ExecutorService open(String model, int runsAtOnce) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                runsAtOnce, runsAtOnce, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "penstock-ort-" + model + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setUncaughtExceptionHandler(RunThreads::report);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static void report(Thread thread, Throwable thrown) {
        LOG.atError().addKeyValue("thread", thread.getName()).setCause(thrown).log("The completion of a run threw");
    }
}
