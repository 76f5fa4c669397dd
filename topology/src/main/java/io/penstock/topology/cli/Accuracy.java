package io.penstock.topology.cli;

import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.batching.Ticket;
import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.demo.HeldOutImage;
import io.penstock.topology.demo.Score;
import io.penstock.topology.model.Model;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.Preprocessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/** Counts how many images a pipeline's stages read right. Belongs to one thread. */
final class Accuracy {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Preprocessor preprocessor;
    private final Postprocessor postprocessor;
    private final MicroBatcher batcher;
    private final Model model;
    private final String precision;

    /** @param precision what the batcher's engines compute in */
    Accuracy(BoundStages stages, MicroBatcher batcher, String precision) {
        this.preprocessor = stages.preprocessors().get();
        this.postprocessor = stages.postprocessors().get();
        this.batcher = batcher;
        this.model = stages.model();
        this.precision = precision;
    }

    /** @throws io.penstock.PenstockException if a stage or the engine refuses an image */
    Score on(List<HeldOutImage> images) {
        List<Ticket> tickets = images.stream().map(this::submit).toList();
        batcher.flush();
        long right = IntStream.range(0, images.size())
                .filter(i -> label(tickets.get(i)).equals(images.get(i).label()))
                .count();
        return Score.of(right, images.size(), model, precision);
    }

    private Ticket submit(HeldOutImage image) {
        InferenceRequest request = InferenceRequest.newBuilder()
                .setId(image.file())
                .setInput(new EncodedPayload("image/png", image.png()))
                .build();
        Ticket ticket = new Ticket(preprocessor.prepare(request));
        long seen = batcher.finishedBatches();
        while (!batcher.offer(ticket)) {
            awaitRoom(seen);
            seen = batcher.finishedBatches();
        }
        return ticket;
    }

    private void awaitRoom(long seen) {
        try {
            batcher.awaitRoom(seen, PATIENCE_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String label(Ticket ticket) {
        Ticket.Ending ending = ticket.ending();
        while (ending == null) {
            LockSupport.parkNanos(this, PATIENCE_NANOS);
            ending = ticket.ending();
        }
        if (ending instanceof Ticket.Ending.Failed failed) {
            throw failed.failure();
        }
        SpecificRecord output = postprocessor.output(ticket.results());
        return ((ClassificationOutput) output)
                .getRows()
                .get(0)
                .getClasses()
                .get(0)
                .getLabel();
    }
}
