package io.penstock.inference.streams;

import io.penstock.inference.Outcome;
import io.penstock.inference.Submission;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** The infer stage with its barrier unhooked: what commits would do to its records then. */
record InferWithoutBarrier(ProcessorSupplier<byte[], Submission<Origin>, byte[], Outcome<Origin>> stage)
        implements ProcessorSupplier<byte[], Submission<Origin>, byte[], Outcome<Origin>> {
    @Override
    public Processor<byte[], Submission<Origin>, byte[], Outcome<Origin>> get() {
        return new Unhooked(stage.get());
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return stage.stores();
    }

    private record Unhooked(Processor<byte[], Submission<Origin>, byte[], Outcome<Origin>> processor)
            implements Processor<byte[], Submission<Origin>, byte[], Outcome<Origin>> {
        @Override
        public void init(ProcessorContext<byte[], Outcome<Origin>> context) {
            processor.init(context);
            CommitBarrier barrier = context.getStateStore(InferStage.BARRIER);
            barrier.detach();
        }

        @Override
        public void process(Record<byte[], Submission<Origin>> record) {
            processor.process(record);
        }

        @Override
        public void close() {
            processor.close();
        }
    }
}
