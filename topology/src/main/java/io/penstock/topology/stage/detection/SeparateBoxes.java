package io.penstock.topology.stage.detection;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.inference.RowResults;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * An output of boxes, {@code [N, boxes, 4]}, and one of scores: {@code [N, boxes, classes]}, or {@code [N, boxes]} if the
 * model has chosen the class, which a third output, {@code [N, boxes]}, names; without it, there is but one class.
 *
 * @param boxes the index of the output of boxes
 * @param scores the index of the output of scores
 * @param classes the index of the output of classes
 */
record SeparateBoxes(ModelBinding model, int boxes, int scores, OptionalInt classes, BoxFormat format)
        implements BoxSource {
    private static final int BOX = 4;

    @Override
    public List<List<Candidate>> candidates(RowResults results, double scoreThreshold) {
        Scores boxScores = Scores.of(results, model, scores);
        Scores corners = Scores.of(results, model, boxes);
        int count = corners.perRow() / BOX;
        int perBox = count == 0 ? 0 : boxScores.perRow() / count;
        if (perBox * count != boxScores.perRow()) {
            throw new RecordException(
                    RecordFailure.ENGINE_REJECTED,
                    "the model's outputs disagree on the number of boxes: boxes=" + corners.rowShape() + ", scores="
                            + boxScores.rowShape());
        }
        return IntStream.range(0, boxScores.rows())
                .mapToObj(row -> {
                    List<Candidate> candidates = new ArrayList<>();
                    for (int box = 0; box < count; box++) {
                        int best = best(boxScores, row, box * perBox, perBox);
                        double score = boxScores.at(row, box * perBox + best);
                        if (score >= scoreThreshold) {
                            int index = classes.isPresent() ? chosen(results, row, box) : best;
                            candidates.add(new Candidate(index, score, corners(corners, row, box * BOX)));
                        }
                    }
                    return candidates;
                })
                .toList();
    }

    private static int best(Scores scores, int row, int first, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = scores.at(row, first + i) > scores.at(row, first + best) ? i : best;
        }
        return best;
    }

    private int chosen(RowResults results, int row, int box) {
        return (int) Math.rint(Scores.of(results, model, classes.orElseThrow()).at(row, box));
    }

    private Corners corners(Scores corners, int row, int first) {
        return format.corners(
                corners.at(row, first),
                corners.at(row, first + 1),
                corners.at(row, first + 2),
                corners.at(row, first + 3));
    }
}
