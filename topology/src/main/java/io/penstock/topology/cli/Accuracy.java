package io.penstock.topology.cli;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
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
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Counts how many images a pipeline's stages read right. Belongs to one thread. */
final class Accuracy {
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

    /** @throws io.penstock.PenstockException if a stage or the engine refuses an image, or the thread is interrupted */
    Score on(List<HeldOutImage> images) {
        try {
            return Score.of(countRight(images), images.size(), model, precision);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PenstockException(FailureCategory.TRANSIENT, "interrupted while counting right answers", e);
        }
    }

    private int countRight(List<HeldOutImage> images) throws InterruptedException {
        List<Ticket> tickets = new ArrayList<>(images.size());
        for (HeldOutImage image : images) {
            tickets.add(submit(image));
        }
        batcher.flush();
        int right = 0;
        for (int i = 0; i < images.size(); i++) {
            right += label(tickets.get(i)).equals(images.get(i).label()) ? 1 : 0;
        }
        return right;
    }

    private Ticket submit(HeldOutImage image) throws InterruptedException {
        InferenceRequest request = InferenceRequest.newBuilder()
                .setId(image.file())
                .setInput(new EncodedPayload("image/png", image.png()))
                .build();
        Ticket ticket = new Ticket(preprocessor.prepare(request));
        batcher.put(ticket);
        return ticket;
    }

    private String label(Ticket ticket) throws InterruptedException {
        if (ticket.awaitEnding() instanceof Ticket.Ending.Failed failed) {
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
