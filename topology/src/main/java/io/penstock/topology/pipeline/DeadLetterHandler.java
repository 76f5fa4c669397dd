package io.penstock.topology.pipeline;

import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams' processing exception handler (KIP-1033, with the dead-letter queue of KIP-1034): a record at fault
 * becomes a dead letter, sent by the task's own producer and so in the transaction of its offset; any other failure ends
 * the thread before it commits. Streams makes one itself and hands it {@link #DEAD_LETTERS} with its configuration.
 */
public final class DeadLetterHandler implements ProcessingExceptionHandler {
    /** The configuration key that brings the {@link DeadLetters}. */
    static final String DEAD_LETTERS = "penstock.dead.letters";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    private @Nullable DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = (DeadLetters) configs.get(DEAD_LETTERS);
    }

    @Override
    public Response handleError(ErrorHandlerContext source, Record<?, ?> record, Exception failure) {
        if (PipelineTopology.INFER.equals(source.processorNodeId())) {
            return Response.fail(); // the stage's own failure, between records: its queue cannot be trusted
        }
        if (failure instanceof RefusedRecord refused) {
            return deadLetter(source, refused.stage(), refused.requestId(), refused.reason());
        }
        if (failure instanceof RecordException reason) {
            return deadLetter(source, source.processorNodeId(), null, reason);
        }
        if (failure instanceof PenstockException || failure instanceof KafkaException) {
            return Response.fail();
        }
        LOG.atWarn()
                .setMessage("A stage failed in a way nobody foresaw; its record becomes a dead letter")
                .addKeyValue("stage", source.processorNodeId())
                .addKeyValue("topic", source.topic())
                .addKeyValue("partition", source.partition())
                .addKeyValue("offset", source.offset())
                .setCause(failure)
                .log();
        RecordException unforeseen = new RecordException(RecordFailure.INTERNAL, failure.toString(), failure);
        return deadLetter(source, source.processorNodeId(), null, unforeseen);
    }

    private Response deadLetter(
            ErrorHandlerContext source, String stage, @Nullable String requestId, RecordException why) {
        DeadLetters made = Objects.requireNonNull(deadLetters, DEAD_LETTERS);
        return Response.resume(List.of(made.of(source, stage, requestId, why)));
    }
}
