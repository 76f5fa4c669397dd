package io.penstock.topology.pipeline;

import io.penstock.engine.EngineInfo;
import io.penstock.inference.RowResults;
import io.penstock.schema.BatchInfo;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.ModelIdentity;
import io.penstock.schema.Timings;
import io.penstock.schema.wire.EncodedModel;
import io.penstock.topology.stage.tensor.ResultsInPlace;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a result says beside its outputs.
 *
 * @param completedAtMillis when it was complete, in milliseconds of the epoch
 */
record Answer(String requestId, Model model, BatchInfo batch, Timings timings, long completedAtMillis) {
    /** What results say of an engine, as an object and encoded. */
    record Model(EngineInfo engine, ModelIdentity identity, EncodedModel encoded) {
        static Model of(EngineInfo engine) {
            ModelIdentity identity =
                    new ModelIdentity(engine.model(), engine.modelVersion(), engine.hash(), engine.backend());
            return new Model(engine, identity, EncodedModel.of(identity));
        }
    }

    /** The result as an object. */
    InferenceResult with(SpecificRecord output) {
        return new InferenceResult( // its builder copies the schema's fields each time
                requestId, output, model.identity(), batch, timings, Instant.ofEpochMilli(completedAtMillis));
    }

    /** The result as a record's value. */
    byte[] with(RowResults outputs, ResultsInPlace tensors, byte[] frame) {
        return tensors.write(frame, requestId, outputs, model.encoded(), batch, timings, completedAtMillis);
    }
}
