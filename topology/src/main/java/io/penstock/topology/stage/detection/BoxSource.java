package io.penstock.topology.stage.detection;

import io.penstock.inference.RowResults;
import java.util.List;

/** Where in a model's outputs the boxes, their classes and scores are. Immutable and thread-safe. */
sealed interface BoxSource permits JoinedBoxes, SeparateBoxes {
    /** The boxes of each row whose best class has at least this score, with that class. */
    List<List<Candidate>> candidates(RowResults results, double scoreThreshold);
}
