package io.penstock.benchmarks.subject;

import java.util.Map;

/** Kafka's consumer and producer in a loop, no model. */
public final class PlainSubject implements Subject {
    /** Found by {@link java.util.ServiceLoader}. */
    public PlainSubject() {}

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public String title() {
        return "consumer to producer";
    }

    @Override
    public Map<String, String> settings(Workload workload) {
        return Map.of("loop", "poll, answer each record, send; flush and commit at the commit interval");
    }

    @Override
    public RunningSubject start(Workload workload) {
        return PollLoops.start(workload, new Echo(workload.inference()));
    }
}
