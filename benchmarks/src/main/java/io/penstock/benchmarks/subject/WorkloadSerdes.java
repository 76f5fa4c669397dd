package io.penstock.benchmarks.subject;

import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.serde.PenstockSerdes;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/** The Avro serdes that every subject reads and writes with. */
public final class WorkloadSerdes {
    private WorkloadSerdes() {}

    /** A new serde of requests; the caller closes it. */
    public static Serde<InferenceRequest> requests(Workload workload) {
        return serdes(workload).requests();
    }

    /** A new serde of answers; the caller closes it. */
    public static Serde<InferenceResult> results(Workload workload) {
        return serdes(workload).results();
    }

    private static PenstockSerdes serdes(Workload workload) {
        return PenstockSerdes.configuredWith(
                Map.of("schema.registry.url", workload.topics().registry()));
    }
}
