package io.penstock.topology.replay;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.batching.Ticket;
import io.penstock.inference.policy.Priority;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.Preprocessor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests through a pipeline's stages in this process, many at once, behind online ones. Refusals are handed on at
 * once, outputs later. Belongs to one thread.
 *
 * @param <T> what the caller knows a request by
 */
final class Rescorer<T> {
    /** What a request came to: an output, or why there is none. */
    record Scored(@Nullable SpecificRecord output, @Nullable RecordException refusal) {}

    private record Waiting<T>(T name, Ticket ticket) {}

    private final Preprocessor preprocessor;
    private final Postprocessor postprocessor;
    private final MicroBatcher batcher;
    private final int mostInFlight;
    private final BiConsumer<T, Scored> answers;
    private final Deque<Waiting<T>> waiting = new ArrayDeque<>();

    Rescorer(BoundStages stages, MicroBatcher batcher, BiConsumer<T, Scored> answers) {
        this.preprocessor = stages.preprocessors().get();
        this.postprocessor = stages.postprocessors().get();
        this.batcher = batcher;
        this.mostInFlight = 4 * stages.infer().sessions() * stages.infer().maxBatch();
        this.answers = answers;
    }

    /** Scores a request; its answer comes now or later. */
    void score(T name, InferenceRequest request) {
        Ticket ticket;
        try {
            ticket = new Ticket(called(() -> preprocessor.prepare(request)), Priority.BATCH);
        } catch (RecordException refused) {
            answers.accept(name, new Scored(null, refused));
            return;
        }
        put(ticket);
        waiting.add(new Waiting<>(name, ticket));
        while (waiting.size() > mostInFlight) {
            answerOldest();
        }
    }

    /** Answers all that is left. */
    void finish() {
        batcher.flush();
        while (!waiting.isEmpty()) {
            answerOldest();
        }
    }

    private void answerOldest() {
        Waiting<T> oldest = waiting.remove();
        answers.accept(oldest.name(), scored(oldest.ticket()));
    }

    private void put(Ticket ticket) {
        try {
            batcher.put(ticket);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Ticket.Ending ending(Ticket ticket) {
        try {
            return ticket.awaitEnding();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static PenstockException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new PenstockException(FailureCategory.TRANSIENT, "interrupted while scoring", cause);
    }

    /** What a stage throws on its own account concerns its record alone. */
    private static <R> R called(Supplier<R> stage) {
        try {
            return stage.get();
        } catch (PenstockException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RecordException(RecordFailure.INTERNAL, e.toString(), e);
        }
    }

    private Scored scored(Ticket ticket) {
        if (!(ending(ticket) instanceof Ticket.Ending.Failed failed)) {
            try {
                return new Scored(called(() -> postprocessor.output(ticket.results())), null);
            } catch (RecordException refused) {
                return new Scored(null, refused);
            }
        }
        if (failed.failure() instanceof RecordException refused) {
            return new Scored(null, refused);
        }
        throw failed.failure();
    }
}
