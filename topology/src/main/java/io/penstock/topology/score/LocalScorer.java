package io.penstock.topology.score;

import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.batching.Ticket;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.engine.RunningModel;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.Preprocessor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Scores rows with a pipeline's stages and a micro-batcher in this process. Owns neither. Thread-safe. */
public final class LocalScorer implements RowScorer {
    private static final int CHUNK_ROWS = 1024;

    private final ThreadLocal<Preprocessor> preprocessors;
    private final ThreadLocal<Postprocessor> postprocessors;
    private final MicroBatcher batcher;
    private final AnswerCells cells;
    private final String model;
    private final int chunkRows;

    /** @param running the model that the stages are bound to */
    public LocalScorer(BoundStages stages, RunningModel running, AnswerCells cells) {
        this.preprocessors = ThreadLocal.withInitial(stages.preprocessors());
        this.postprocessors = ThreadLocal.withInitial(stages.postprocessors());
        this.batcher = running.batcher();
        this.model = running.engines().stream()
                .map(engine -> engine.model() + " version " + engine.modelVersion() + ", " + engine.backend() + ", "
                        + engine.precision() + ", sha256 " + engine.hash())
                .distinct()
                .collect(Collectors.joining("; "));
        this.cells = cells;
        this.chunkRows = Math.max(CHUNK_ROWS, 2 * stages.infer().maxBatch());
    }

    @Override
    public int chunkRows() {
        return chunkRows;
    }

    @Override
    public int chunks() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public List<Answer> score(List<Request> rows) throws InterruptedException {
        List<Object> submitted = new ArrayList<>(rows.size());
        for (Request row : rows) {
            submitted.add(submit(row));
        }
        List<Answer> answers = new ArrayList<>(rows.size());
        for (Object each : submitted) {
            answers.add(each instanceof Ticket ticket ? answer(ticket) : (Answer) each);
        }
        return answers;
    }

    /** A ticket, or why there is none. */
    private Object submit(Request row) throws InterruptedException {
        Ticket ticket;
        try {
            InferenceRequest request = InferenceRequest.newBuilder()
                    .setId(row.id())
                    .setInput(row.row().payload())
                    .build();
            ticket = new Ticket(preprocessors.get().prepare(request));
        } catch (RecordException e) {
            return Answer.Refused.because(e);
        } catch (RuntimeException e) {
            return failed("preprocess", e);
        }
        batcher.put(ticket);
        return ticket;
    }

    private Answer answer(Ticket ticket) throws InterruptedException {
        if (ticket.awaitEnding() instanceof Ticket.Ending.Failed failed) {
            return refused(failed.failure());
        }
        try {
            return cells.of(postprocessors.get().output(ticket.results()));
        } catch (RecordException e) {
            return Answer.Refused.because(e);
        } catch (RuntimeException e) {
            return failed("postprocess", e);
        }
    }

    private static Answer refused(PenstockException failure) {
        if (failure instanceof RecordException record) {
            return Answer.Refused.because(record);
        }
        throw failure;
    }

    private static Answer failed(String stage, RuntimeException unforeseen) {
        return new Answer.Refused(RecordFailure.INTERNAL.name(), stage + " has failed: " + unforeseen);
    }
}
