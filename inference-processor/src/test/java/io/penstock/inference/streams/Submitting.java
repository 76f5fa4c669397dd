package io.penstock.inference.streams;

import io.penstock.inference.IdRows;
import io.penstock.inference.Submission;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Stands for what comes before the infer stage. */
final class Submitting implements Processor<byte[], byte[], byte[], Submission<Origin>> {
    private final String topic;
    private final Observation observation;
    private @Nullable ProcessorContext<byte[], Submission<Origin>> context;

    Submitting(String topic, Observation observation) {
        this.topic = topic;
        this.observation = observation;
    }

    @Override
    public void init(ProcessorContext<byte[], Submission<Origin>> started) {
        context = started;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Request request = Request.from(record.value());
        Origin origin = Origin.of(started().recordMetadata().orElseThrow(), request.sequence());
        observation.submitted(origin);
        started()
                .forward(record.withValue(new Submission<>(
                        new IdRows(request.sequence(), request.rows(), 0), request.deadlineEpochMillis(), origin)));
    }

    @Override
    public void close() {
        observation.closed(new TopicPartition(topic, started().taskId().partition()));
    }

    private ProcessorContext<byte[], Submission<Origin>> started() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }
}
