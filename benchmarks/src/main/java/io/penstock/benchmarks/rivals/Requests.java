package io.penstock.benchmarks.rivals;

import io.penstock.benchmarks.pipeline.BareEngine;
import io.penstock.benchmarks.pipeline.PreparedRows;
import io.penstock.benchmarks.subject.PenstockSubject;
import io.penstock.benchmarks.subject.Workload;
import io.penstock.benchmarks.subject.WorkloadSerdes;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.TensorInputs;
import io.penstock.schema.TensorOutput;
import io.penstock.topology.bench.load.RequestPool;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Stages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * The requests of a load, encoded once, and what is to be answered to them. Immutable.
 *
 * @param encoded the values of the pool's requests
 * @param inputs what a subject without a model answers to them
 * @param answers what the model answers to them
 */
record Requests(List<byte[]> encoded, List<SpecificRecord> inputs, List<SpecificRecord> answers) {
    Requests {
        encoded = List.copyOf(encoded);
        inputs = List.copyOf(inputs);
        answers = List.copyOf(answers);
    }

    /** Makes as many as the pool has, for a workload whose model is there. */
    static Requests of(Workload workload, int pool) {
        PipelineConfig config = PipelineConfig.parse(
                PenstockSubject.yaml(workload), "the benchmark's pipeline", Path.of(""), System.getenv());
        BoundStages stages = BoundStages.of(config, Stages.load());
        List<InferenceRequest> requests = RequestPool.of(config, stages, pool);
        try (Serde<InferenceRequest> serde = WorkloadSerdes.requests(workload);
                BareEngine engine = BareEngine.load(stages, PreparedRows.of(requests, stages), Backends.load())) {
            String topic = workload.topics().input();
            return new Requests(
                    requests.stream()
                            .map(request -> serde.serializer().serialize(topic, request))
                            .toList(),
                    requests.stream().map(Requests::echo).toList(),
                    engine.answers());
        }
    }

    private static SpecificRecord echo(InferenceRequest request) {
        return new TensorOutput(((TensorInputs) request.getInput()).getTensors());
    }

    /** The mean size of a value, in bytes. */
    int bytes() {
        return (int) Math.round(
                encoded.stream().mapToInt(value -> value.length).average().orElse(0));
    }

    static byte[] key(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    static int number(byte[] key) {
        return Integer.parseInt(new String(key, StandardCharsets.US_ASCII));
    }
}
