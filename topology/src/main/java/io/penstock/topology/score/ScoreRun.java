package io.penstock.topology.score;

import io.penstock.RecordException;
import io.penstock.topology.score.format.Format;
import io.penstock.topology.score.format.RowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run over all inputs, from where the output folder says that an earlier attempt ended. Belongs to one thread. */
public final class ScoreRun {
    /**
     * What a run does.
     *
     * @param inputs what is scored, in order
     * @param format the form of the output; the input's own if empty
     * @param partRows the most rows of a part
     */
    public record Plan(List<ScoreInput> inputs, Optional<Format> format, long partRows) {
        public Plan {
            inputs = List.copyOf(inputs);
            if (partRows < 1) {
                throw new IllegalArgumentException("a part has at least one row: partRows=" + partRows);
            }
        }

        /** The form of an input's scores. */
        Format format(ScoreInput input) {
            return format.or(input::format).orElse(Format.CSV);
        }
    }

    private final Plan plan;
    private final OutputFolder output;
    private final RowScorer scorer;
    private final ScoreListener listener;

    public ScoreRun(Plan plan, OutputFolder output, RowScorer scorer, ScoreListener listener) {
        this.plan = plan;
        this.output = output;
        this.scorer = scorer;
        this.listener = listener;
    }

    /**
     * Scores what is left and returns what was done, in earlier attempts too.
     *
     * @throws io.penstock.PenstockException if it cannot go on
     */
    public Counts run() throws IOException, InterruptedException {
        try (Chunks chunks = new Chunks(scorer, listener::onWait)) {
            for (int input = 0; input < plan.inputs().size(); input++) {
                if (!output.manifest().isDone(input)) {
                    score(input, chunks);
                }
            }
        }
        output.succeed();
        return output.counts();
    }

    private void score(int input, Chunks chunks) throws IOException, InterruptedException {
        try (RowReader reader = plan.inputs().get(input).open()) {
            long row = output.manifest().rowsDone(input);
            for (long skipped = 0; skipped < row; skipped++) {
                read(reader, skipped);
            }
            @Nullable ReadRow next = read(reader, row + 1);
            do {
                next = scorePart(input, reader, next, chunks);
            } while (next != null);
        }
    }

    /** Writes the part that begins with this row, and returns the row after it; null if there is none. */
    private @Nullable ReadRow scorePart(int input, RowReader reader, @Nullable ReadRow first, Chunks chunks)
            throws IOException, InterruptedException {
        ScoreInput source = plan.inputs().get(input);
        Format format = plan.format(source);
        int number = output.nextPart();
        long firstRow = first == null ? 1 : first.number();
        @Nullable ReadRow next = first;
        try (PartWriter part = new PartWriter(
                output.part(number, format.ending()), output.rejected(number), format, reader, source.name())) {
            long end = firstRow + plan.partRows();
            while (isBefore(end, next) || !chunks.isEmpty()) {
                if (next != null && isBefore(end, next) && !chunks.isFull()) {
                    next = addChunk(input, reader, next, end, chunks);
                } else {
                    write(input, reader, chunks.take(), part);
                }
            }
            output.computedBy(scorer.model());
            part.publish();
            Counts counts = part.counts();
            output.complete(
                    new Manifest.Part(number, input, firstRow, counts.scored(), counts.rejected(), next == null));
        }
        return next;
    }

    private static boolean isBefore(long end, @Nullable ReadRow row) {
        return row != null && row.number() < end;
    }

    private @Nullable ReadRow addChunk(int input, RowReader reader, ReadRow first, long end, Chunks chunks)
            throws IOException {
        List<ReadRow> rows = new ArrayList<>(scorer.chunkRows());
        @Nullable ReadRow next = first;
        while (next != null && next.number() < end && rows.size() < scorer.chunkRows()) {
            rows.add(next);
            next = read(reader, next.number() + 1);
        }
        chunks.add(output.manifest().run() + ":" + input + ":", rows);
        return next;
    }

    private void write(int input, RowReader reader, List<AnsweredRow> rows, PartWriter part) throws IOException {
        for (AnsweredRow row : rows) {
            part.write(row);
        }
        listener.onRows(rows.size(), input, reader.fraction());
    }

    private static @Nullable ReadRow read(RowReader reader, long number) throws IOException {
        try {
            var row = reader.next();
            return row == null ? null : new ReadRow(number, row, null);
        } catch (RecordException e) {
            return new ReadRow(number, null, Answer.Refused.because(e));
        }
    }
}
