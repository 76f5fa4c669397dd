package io.penstock.rivals;

import io.penstock.benchmarks.subject.RunningSubject;
import io.penstock.benchmarks.subject.StreamsApplication;
import io.penstock.benchmarks.subject.Subject;
import io.penstock.benchmarks.subject.Workload;
import java.util.Map;

/** Kafka Streams with one call of ONNX Runtime for each record, on its StreamThread: what is written first. */
public final class StreamsOnnxSubject implements Subject {
    /** Found by {@link java.util.ServiceLoader}. */
    public StreamsOnnxSubject() {}

    @Override
    public String name() {
        return "streams-onnx";
    }

    @Override
    public String title() {
        return "Kafka Streams, one call a record";
    }

    @Override
    public Map<String, String> settings(Workload workload) {
        return Map.of(
                "topology",
                "source, mapValues with OrtSession.run of one row, sink",
                "intra-op threads",
                Integer.toString(workload.inference().engineThreads()));
    }

    @Override
    public RunningSubject start(Workload workload) {
        return StreamsApplication.start(workload, new OnnxAnswerer(workload.inference()));
    }
}
