package io.penstock.topology.pipeline;

import io.penstock.inference.policy.Priority;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Puts requests of batch priority aside, as they are, into a topic that a lane of its own reads: in the order of their
 * partition, none stands before an online request. One that is too large for that topic goes on as an online one.
 */
final class SetAsideNode extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    static final String NAME = "set-aside";
    static final String SINK = "batch-requests";

    private final RecordRoom room;

    SetAsideNode(RecordRoom room) {
        this.room = room;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        boolean aside = RequestPriority.of(record.headers()) == Priority.BATCH
                && room.takes(record.key(), record.headers(), record.value());
        context().forward(record, aside ? SINK : PipelineTopology.PREPROCESS);
    }
}
