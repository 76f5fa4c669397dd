package io.penstock.topology.pipeline;

import io.penstock.RecordException;
import io.penstock.inference.RowSource;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.tensor.TensorCodec;
import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Preprocess by itself: the same request with its input decoded to tensors, for an infer stage elsewhere. */
final class TensorRequestNode extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    private final RecordReader<InferenceRequest> reader;
    private final Preprocessor preprocessor;
    private final ModelBinding model;
    private final RecordWriter<InferenceRequest> writer;
    private final Clock clock;

    TensorRequestNode(
            RecordReader<InferenceRequest> reader,
            Preprocessor preprocessor,
            ModelBinding model,
            RecordWriter<InferenceRequest> writer,
            Clock clock) {
        this.reader = reader;
        this.preprocessor = preprocessor;
        this.model = model;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        InferenceRequest request = reader.read(record.value(), record.headers());
        try {
            Deadlines.check(request, clock);
            RowSource rows = preprocessor.prepare(request);
            InferenceRequest decoded = InferenceRequest.newBuilder(request)
                    .setInput(TensorCodec.toTensors(rows, model))
                    .setCreatedAt(createdAt(request, record.timestamp()))
                    .build();
            context().forward(record.withValue(writer.write(record.headers(), decoded)));
        } catch (RecordException e) {
            throw new RefusedRecord(PipelineTopology.PREPROCESS, request.getId(), e);
        }
    }

    private static Instant createdAt(InferenceRequest request, long recordTimestamp) {
        return request.getCreatedAt().orElseGet(() -> Instant.ofEpochMilli(recordTimestamp));
    }
}
