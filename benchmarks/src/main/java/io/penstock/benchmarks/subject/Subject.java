package io.penstock.benchmarks.subject;

import java.util.Map;

/**
 * A way to answer the requests of a topic, found by {@link java.util.ServiceLoader}. It is started and stopped several
 * times in one process, each time with another output topic and another application id. Thread-safe.
 */
public interface Subject {
    /** What the command line calls it. */
    String name();

    /** What it is, in a few words. */
    String title();

    /** What it was set to for this workload, as its documentation says, by name; for the report. */
    Map<String, String> settings(Workload workload);

    /** Starts it. It reads its input from the first record on. The caller owns what runs and closes it. */
    RunningSubject start(Workload workload);
}
