package io.penstock.benchmarks.subject;

import java.util.Map;

/** Kafka Streams with the same serdes and no model: what any Streams application costs at the least. */
public final class StreamsSubject implements Subject {
    /** Found by {@link java.util.ServiceLoader}. */
    public StreamsSubject() {}

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public String title() {
        return "Kafka Streams passthrough";
    }

    @Override
    public Map<String, String> settings(Workload workload) {
        return Map.of("topology", "source, processValues, sink, with the serdes of source and sink");
    }

    @Override
    public RunningSubject start(Workload workload) {
        return StreamsApplication.start(workload, new Echo(workload.inference()));
    }
}
