package io.penstock.topology.pipeline;

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
        byte[] decoded = StageCall.of(PipelineTopology.PREPROCESS, request.getId(), () -> decoded(request, record));
        context().forward(record.withValue(decoded));
    }

    private byte[] decoded(InferenceRequest request, Record<byte[], byte[]> record) {
        Deadlines.check(request, clock);
        InferenceRequest tensors = InferenceRequest.newBuilder(request)
                .setInput(TensorCodec.toTensors(preprocessor.prepare(request), model))
                .setCreatedAt(createdAt(request, record.timestamp()))
                .build();
        return writer.write(record.key(), record.headers(), tensors);
    }

    private static Instant createdAt(InferenceRequest request, long recordTimestamp) {
        return request.getCreatedAt().orElseGet(() -> Instant.ofEpochMilli(recordTimestamp));
    }
}
