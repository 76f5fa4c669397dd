package io.penstock.topology.pipeline;

import io.penstock.engine.EngineInfo;
import io.penstock.inference.BatchReport;
import io.penstock.inference.Outcome;
import io.penstock.inference.RowResults;
import io.penstock.schema.BatchInfo;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.Timings;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.tensor.ResultsInPlace;
import io.penstock.topology.stage.tensor.TensorPostprocessor;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the values of results. Those of tensors it writes in place, once the first of them has shown that the serializer
 * writes the same bytes and runs no rules over them; all others, and all if it does not, are objects that the serializer
 * encodes. Not thread-safe: a node has its own.
 */
final class ResultEncoder {
    private static final Logger LOG = LoggerFactory.getLogger(ResultEncoder.class);
    private static final int FRAME_BYTES = 5;

    private final Postprocessor postprocessor;
    private final RecordWriter<InferenceResult> writer;
    private final Clock clock;
    private final Map<EngineInfo, Answer.Model> models = new HashMap<>();
    private @Nullable ResultsInPlace tensors;
    private byte @Nullable [] frame;
    private Answer.@Nullable Model lastModel;

    ResultEncoder(Postprocessor postprocessor, RecordWriter<InferenceResult> writer, Clock clock) {
        this(postprocessor, writer, inPlace(postprocessor), clock);
    }

    /** @param inPlace is to write the same bytes as the serializer; empty if that is not to be tried */
    ResultEncoder(
            Postprocessor postprocessor,
            RecordWriter<InferenceResult> writer,
            Optional<ResultsInPlace> inPlace,
            Clock clock) {
        this.postprocessor = postprocessor;
        this.writer = writer;
        this.clock = clock;
        this.tensors = inPlace.orElse(null);
    }

    private static Optional<ResultsInPlace> inPlace(Postprocessor postprocessor) {
        return postprocessor instanceof TensorPostprocessor tensors ? tensors.inPlace() : Optional.empty();
    }

    /**
     * The value of a result, if the topic takes it under the record's key with its headers.
     *
     * @throws io.penstock.RecordException if it does not, or if the postprocessor refuses the outputs
     * @throws io.penstock.PenstockException TRANSIENT, if the schema registry was needed and did not answer
     */
    byte[] encode(Record<byte[], ?> record, Outcome.Inferred<Carried> inferred) {
        if (tensors != null && frame != null) {
            byte[] value = answer(inferred).with(inferred.results(), tensors, frame);
            return writer.fitting(record.key(), record.headers(), value);
        }
        SpecificRecord output = postprocessor.output(inferred.results());
        Answer answer = answer(inferred); // its times include the postprocessor's
        byte[] value = writer.write(record.key(), record.headers(), answer.with(output));
        if (tensors != null) {
            byte[] first = Arrays.copyOf(value, FRAME_BYTES);
            boolean same = writer.keepsOwnSchema() && isWritten(value, answer, inferred.results(), tensors, first);
            frame = same ? first : null;
            tensors = same ? tensors : null;
        }
        return value;
    }

    /** Whether the value is what would be written in place. It is good whatever happens to that. */
    private static boolean isWritten(
            byte[] value, Answer answer, RowResults outputs, ResultsInPlace tensors, byte[] frame) {
        try {
            return Arrays.equals(value, answer.with(outputs, tensors, frame));
        } catch (RuntimeException e) {
            LOG.warn("results are not written in place: the first could not be, id={}", answer.requestId(), e);
            return false;
        }
    }

    private Answer answer(Outcome.Inferred<Carried> inferred) {
        long nowMillis = clock.millis();
        BatchReport report = inferred.batch();
        BatchInfo batch = new BatchInfo(report.batchId(), report.rows(), report.paddingRows());
        long endToEndMillis = Math.max(0, nowMillis - inferred.context().startedEpochMillis());
        Timings timings = new Timings(
                TimeUnit.NANOSECONDS.toMicros(inferred.queueNanos()),
                TimeUnit.NANOSECONDS.toMicros(report.computeNanos()),
                TimeUnit.MILLISECONDS.toMicros(endToEndMillis));
        return new Answer(inferred.context().requestId(), model(report.engine()), batch, timings, nowMillis);
    }

    /** Mostly that of the record before; devices of several types are served by several files. */
    private Answer.Model model(EngineInfo engine) {
        Answer.Model model = lastModel;
        if (model == null || !model.engine().equals(engine)) {
            model = models.computeIfAbsent(engine, Answer.Model::of);
            lastModel = model;
        }
        return model;
    }
}
