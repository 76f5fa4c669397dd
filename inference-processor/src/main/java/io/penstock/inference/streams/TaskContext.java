package io.penstock.inference.streams;

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
    /** Where a record came from. */
    record Origin(ProcessorRecordContext context, int rawBytes) {
        private static Origin of(ProcessorRecordContext context) {
            byte[] value = context.sourceRawValue();
            return new Origin(context, value == null ? 0 : value.length);
        }
    }

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

    /** The origin of the record being processed. */
    Origin origin() {
        return Origin.of(context.recordContext());
    }

    void forward(Origin origin, Record<byte[], V> result) {
        ProcessorRecordContext formerContext = context.recordContext();
        ProcessorNode<?, ?, ?, ?> formerNode = context.currentNode();
        context.setRecordContext(origin.context());
        context.setCurrentNode(node);
        try {
            context.forward(result);
        } finally {
            context.setRecordContext(formerContext);
            context.setCurrentNode(formerNode);
        }
    }
}
