package io.penstock.benchmarks.subject;

import java.util.Map;

/** Kafka Streams with Confluent's serdes as their documentation has them, and no model: what a user has without Penstock. */
public final class ConfluentStreamsSubject implements Subject {
    /** Found by {@link java.util.ServiceLoader}. */
    public ConfluentStreamsSubject() {}

    @Override
    public String name() {
        return "streams-confluent";
    }

    @Override
    public String title() {
        return "Kafka Streams, Confluent's serdes";
    }

    @Override
    public Map<String, String> settings(Workload workload) {
        return Map.of("topology", "source, processValues, sink, with Confluent's serializer and deserializer");
    }

    @Override
    public RunningSubject start(Workload workload) {
        return StreamsApplication.start(
                workload,
                new Echo(workload.inference()),
                WorkloadSerdes.confluent(workload),
                WorkloadSerdes.confluent(workload));
    }
}
