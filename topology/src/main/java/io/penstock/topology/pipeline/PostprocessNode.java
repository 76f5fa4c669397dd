package io.penstock.topology.pipeline;

import io.penstock.engine.EngineInfo;
import io.penstock.inference.Outcome;
import io.penstock.schema.BatchInfo;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.ModelIdentity;
import io.penstock.schema.Timings;
import io.penstock.topology.stage.Postprocessor;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Turns an outcome into the result of its request. */
final class PostprocessNode extends ContextualProcessor<byte[], Outcome<Carried>, byte[], byte[]> {
    private final Postprocessor postprocessor;
    private final RecordWriter<InferenceResult> writer;
    private final Map<String, ModelIdentity> modelsByHash = new HashMap<>();
    private final Clock clock;

    PostprocessNode(Postprocessor postprocessor, RecordWriter<InferenceResult> writer, Clock clock) {
        this.postprocessor = postprocessor;
        this.writer = writer;
        this.clock = clock;
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
        return StageCall.of(PipelineTopology.POSTPROCESS, inferred.context().requestId(), () -> {
            SpecificRecord output = postprocessor.output(inferred.results());
            return writer.write(record.key(), record.headers(), answer(inferred, output));
        });
    }

    /** Devices of several types are served by several files. */
    private ModelIdentity model(EngineInfo engine) {
        return modelsByHash.computeIfAbsent(
                engine.hash(),
                hash -> new ModelIdentity(engine.model(), engine.modelVersion(), hash, engine.backend()));
    }

    private InferenceResult answer(Outcome.Inferred<Carried> inferred, SpecificRecord output) {
        Instant now = clock.instant();
        long endToEndMillis =
                Math.max(0, now.toEpochMilli() - inferred.context().startedEpochMillis());
        return new InferenceResult( // its builder copies the schema's fields each time
                inferred.context().requestId(),
                output,
                model(inferred.batch().engine()),
                new BatchInfo(
                        inferred.batch().batchId(),
                        inferred.batch().rows(),
                        inferred.batch().paddingRows()),
                new Timings(
                        TimeUnit.NANOSECONDS.toMicros(inferred.queueNanos()),
                        TimeUnit.NANOSECONDS.toMicros(inferred.batch().computeNanos()),
                        TimeUnit.MILLISECONDS.toMicros(endToEndMillis)),
                now);
    }
}
