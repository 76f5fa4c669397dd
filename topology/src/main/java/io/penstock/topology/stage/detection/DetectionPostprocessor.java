package io.penstock.topology.stage.detection;

import io.penstock.RecordException;
import io.penstock.inference.RowResults;
import io.penstock.schema.Box;
import io.penstock.schema.BoxUnit;
import io.penstock.schema.DetectedRow;
import io.penstock.schema.Detection;
import io.penstock.schema.DetectionOutput;
import io.penstock.topology.stage.Labels;
import io.penstock.topology.stage.Postprocessor;
import java.util.List;

/** The objects of each row. Immutable and thread-safe. */
final class DetectionPostprocessor implements Postprocessor {
    private final BoxSource boxes;
    private final double scoreThreshold;
    private final Suppression suppression;
    private final BoxUnit unit;
    private final Labels labels;

    DetectionPostprocessor(
            BoxSource boxes, double scoreThreshold, Suppression suppression, BoxUnit unit, Labels labels) {
        this.boxes = boxes;
        this.scoreThreshold = scoreThreshold;
        this.suppression = suppression;
        this.unit = unit;
        this.labels = labels;
    }

    /**
     * The answer to one request.
     *
     * @throws RecordException ENGINE_REJECTED, if a score, or an edge of a box whose score is high enough, is not finite
     */
    @Override
    public DetectionOutput output(RowResults results) {
        return new DetectionOutput(
                unit,
                boxes.candidates(results, scoreThreshold).stream()
                        .map(suppression::keep)
                        .map(this::row)
                        .toList());
    }

    private DetectedRow row(List<Candidate> kept) {
        return new DetectedRow(kept.stream().map(this::detection).toList());
    }

    private Detection detection(Candidate candidate) {
        Corners box = candidate.box();
        return new Detection(
                labels.name(candidate.index()),
                candidate.index(),
                (float) candidate.score(),
                new Box((float) box.x0(), (float) box.y0(), (float) box.x1(), (float) box.y1()));
    }
}
