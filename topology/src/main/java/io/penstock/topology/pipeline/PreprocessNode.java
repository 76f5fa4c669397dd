package io.penstock.topology.pipeline;

import io.penstock.inference.RowSource;
import io.penstock.inference.Submission;
import io.penstock.inference.policy.Priority;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.tensor.RowsInPlace;
import io.penstock.topology.stage.tensor.TensorPreprocessor;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decodes a request and its rows. What it refuses becomes a dead letter in {@link DeadLetterHandler}. */
final class PreprocessNode extends ContextualProcessor<byte[], byte[], byte[], Submission<Carried>> {
    private final RecordReader<InferenceRequest> reader;
    private final Preprocessor preprocessor;
    private final Priority priority;
    private final int buckets;
    private final Clock clock;
    private final @Nullable InPlaceRequests inPlace;

    /** @param priority that of all its requests */
    PreprocessNode(
            RecordReader<InferenceRequest> reader,
            Preprocessor preprocessor,
            Priority priority,
            int buckets,
            Clock clock) {
        this.reader = reader;
        this.preprocessor = preprocessor;
        this.priority = priority;
        this.buckets = buckets;
        this.clock = clock;
        this.inPlace = (preprocessor instanceof TensorPreprocessor tensors
                        ? tensors.inPlace()
                        : Optional.<RowsInPlace>empty())
                .map(rows -> new InPlaceRequests(reader, rows, priority, clock))
                .orElse(null);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Submission<Carried> submission = inPlace == null ? null : inPlace.submission(record);
        context().forward(record.withValue(submission == null ? decoded(record) : submission));
    }

    private Submission<Carried> decoded(Record<byte[], byte[]> record) {
        InferenceRequest request = reader.read(record.value(), record.headers());
        RowSource rows = StageCall.of(PipelineTopology.PREPROCESS, request.getId(), () -> rows(request));
        Carried carried = new Carried(request.getId(), startedEpochMillis(request, record.timestamp()));
        return new Submission<>(rows, priority, deadlineEpochMillis(request), carried);
    }

    private RowSource rows(InferenceRequest request) {
        Deadlines.check(request, clock);
        RowSource rows = preprocessor.prepare(request);
        if (rows.rows() < 1 || rows.bucket() < 0 || rows.bucket() >= buckets || rows.bytes() < 0) {
            throw new IllegalStateException("a preprocessor made no rows of this model: rows=" + rows.rows()
                    + ", bucket=" + rows.bucket() + ", buckets=" + buckets);
        }
        return rows;
    }

    private static long deadlineEpochMillis(InferenceRequest request) {
        return request.getDeadline().map(Instant::toEpochMilli).orElse(Submission.NO_DEADLINE);
    }

    private static long startedEpochMillis(InferenceRequest request, long recordTimestamp) {
        return request.getCreatedAt().map(Instant::toEpochMilli).orElse(recordTimestamp);
    }
}
