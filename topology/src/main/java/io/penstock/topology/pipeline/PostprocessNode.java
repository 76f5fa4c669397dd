package io.penstock.topology.pipeline;

import io.penstock.inference.Outcome;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Turns an outcome into the result of its request. */
final class PostprocessNode extends ContextualProcessor<byte[], Outcome<Carried>, byte[], byte[]> {
    private final ResultEncoder encoder;

    PostprocessNode(ResultEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public void process(Record<byte[], Outcome<Carried>> record) {
        Outcome<Carried> outcome = record.value();
        if (outcome instanceof Outcome.Rejected<Carried> rejected) {
            throw new RefusedRecord(PipelineTopology.INFER, rejected.context().requestId(), rejected.reason());
        }
        byte[] result = result(record, (Outcome.Inferred<Carried>) outcome);
        context().forward(record.withValue(result));
    }

    private byte[] result(Record<byte[], Outcome<Carried>> record, Outcome.Inferred<Carried> inferred) {
        String requestId = inferred.context().requestId();
        return StageCall.of(PipelineTopology.POSTPROCESS, requestId, () -> encoder.encode(record, inferred));
    }
}
