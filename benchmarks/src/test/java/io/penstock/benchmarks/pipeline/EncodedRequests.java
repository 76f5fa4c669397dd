package io.penstock.benchmarks.pipeline;

import io.penstock.schema.InferenceRequest;
import io.penstock.schema.serde.PenstockSerdes;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;

/** Requests as records have them. */
final class EncodedRequests {
    private EncodedRequests() {}

    static List<byte[]> of(List<InferenceRequest> requests) {
        try (Serializer<InferenceRequest> serializer = PenstockSerdes.configuredWith(
                        Map.of("schema.registry.url", "mock://encoded-requests"))
                .requests()
                .serializer()) {
            return requests.stream()
                    .map(request -> serializer.serialize("requests", request))
                    .toList();
        }
    }
}
