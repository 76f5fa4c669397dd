package io.penstock.rivals;

import io.penstock.benchmarks.subject.PollLoops;
import io.penstock.benchmarks.subject.RunningSubject;
import io.penstock.benchmarks.subject.Subject;
import io.penstock.benchmarks.subject.Workload;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** A poll loop by hand that runs each poll as one batch, whatever its size. */
public final class PollBatchSubject implements Subject {
    /** Found by {@link java.util.ServiceLoader}. */
    public PollBatchSubject() {}

    @Override
    public String name() {
        return "poll-batch";
    }

    @Override
    public String title() {
        return "poll loop, each poll one batch";
    }

    @Override
    public Map<String, String> settings(Workload workload) {
        return Map.of(
                "batch",
                "what poll returns, at most " + mostOfAPoll(workload),
                "intra-op threads",
                Integer.toString(workload.inference().engineThreads()));
    }

    private static int mostOfAPoll(Workload workload) {
        int set = workload.clients().pollRecords();
        return set > 0 ? set : ConsumerConfig.DEFAULT_MAX_POLL_RECORDS;
    }

    @Override
    public RunningSubject start(Workload workload) {
        return PollLoops.start(workload, new OnnxAnswerer(workload.inference()));
    }
}
