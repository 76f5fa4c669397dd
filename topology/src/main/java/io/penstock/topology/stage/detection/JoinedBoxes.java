package io.penstock.topology.stage.detection;

import io.penstock.inference.RowResults;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One output with a line for each box: four numbers of the box, maybe its objectness, then a score for each class.
 * {@code [N, boxes, 4 + classes]}, or {@code [N, 4 + classes, boxes]} if transposed.
 *
 * @param output the index of the output
 * @param transposed whether the boxes are the last dimension
 * @param objectness whether a score of there being any object comes before, and multiplies, those of the classes
 */
record JoinedBoxes(ModelBinding model, int output, BoxFormat format, boolean transposed, boolean objectness)
        implements BoxSource {
    private static final int BOX = 4;

    @Override
    public List<List<Candidate>> candidates(RowResults results, double scoreThreshold) {
        Scores scores = Scores.of(results, model, output);
        int boxes = (int) scores.rowShape().dimension(transposed ? 1 : 0);
        int line = (int) scores.rowShape().dimension(transposed ? 0 : 1);
        return IntStream.range(0, scores.rows())
                .mapToObj(row -> {
                    List<Candidate> candidates = new ArrayList<>();
                    for (int box = 0; box < boxes; box++) {
                        int first = transposed ? box : box * line;
                        Line numbers = new Line(scores, row, first, transposed ? boxes : 1, line);
                        add(numbers, scoreThreshold, candidates);
                    }
                    return candidates;
                })
                .toList();
    }

    private void add(Line line, double scoreThreshold, List<Candidate> candidates) {
        int firstClass = BOX + (objectness ? 1 : 0);
        int best = firstClass;
        for (int i = firstClass + 1; i < line.length(); i++) {
            best = line.at(i) > line.at(best) ? i : best;
        }
        double score = line.at(best) * (objectness ? line.at(BOX) : 1);
        if (score >= scoreThreshold) {
            candidates.add(new Candidate(
                    best - firstClass, score, format.corners(line.at(0), line.at(1), line.at(2), line.at(3))));
        }
    }

    /** The numbers of one box, {@code step} elements apart. */
    private record Line(Scores scores, int row, int first, int step, int length) {
        double at(int index) {
            return scores.at(row, first + index * step);
        }
    }
}
