package io.penstock.inference.streams;

import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;

/**
 * Forwards a record later than the call that brought it, as Streams' own record cache does: under the record's own
 * context, so that everything downstream sees its topic, partition, offset and headers, and from this processor's node,
 * without which Streams throws in a flush. Used on the task's StreamThread only.
 */
final class TaskContext<V> {
    private final InternalProcessorContext<byte[], V> context;
    private final ProcessorNode<?, ?, ?, ?> node;

    private TaskContext(InternalProcessorContext<byte[], V> context) {
        this.context = context;
        this.node = context.currentNode();
    }

    /** To be called in the processor's {@code init}, where the current node is its own. */
    static <V> TaskContext<V> of(ProcessorContext<byte[], V> context) {
        return new TaskContext<>((InternalProcessorContext<byte[], V>) context);
    }

    /**
     * Where the record being processed came from, with its own timestamp and headers: the context that Streams has made
     * for it, unless the record was changed on its way here past Streams.
     */
    RecordContext origin(Record<?, ?> record) {
        ProcessorRecordContext given = context.recordContext();
        if (given.timestamp() == record.timestamp() && given.headers() == record.headers()) {
            return given;
        }
        return new ProcessorRecordContext(
                record.timestamp(),
                given.offset(),
                given.partition(),
                given.topic(),
                record.headers(),
                given.sourceRawKey(),
                given.sourceRawValue());
    }

    /** @param origin what {@link #origin(Record)} gave */
    void forward(RecordContext origin, Record<byte[], V> result) {
        ProcessorRecordContext formerContext = context.recordContext();
        ProcessorNode<?, ?, ?, ?> formerNode = context.currentNode();
        context.setRecordContext((ProcessorRecordContext) origin);
        context.setCurrentNode(node);
        try {
            context.forward(result);
        } finally {
            context.setRecordContext(formerContext);
            context.setCurrentNode(formerNode);
        }
    }
}
