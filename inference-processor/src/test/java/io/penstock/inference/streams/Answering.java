package io.penstock.inference.streams;

import io.penstock.inference.Outcome;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Stands for what comes after the infer stage; it sees to it that each outcome arrives under its record's context. */
final class Answering implements Processor<byte[], Outcome<Origin>, byte[], byte[]> {
    private final Observation observation;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    Answering(Observation observation) {
        this.observation = observation;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> started) {
        context = started;
    }

    @Override
    public void process(Record<byte[], Outcome<Origin>> record) {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        Origin origin = record.value().context();
        Origin seen = Origin.of(context.recordMetadata().orElseThrow(), origin.sequence());
        if (!seen.equals(origin)) {
            throw new IllegalStateException("under another record's context: expected=" + origin + ", seen=" + seen);
        }
        observation.forwarded(origin, record.value());
        context.forward(record.withValue(Answer.of(record.value()).toBytes()));
    }
}
