package io.penstock.topology.replay;

import io.penstock.schema.DetectedRow;
import io.penstock.schema.Detection;
import io.penstock.schema.DetectionOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares detected objects. Two are the same if they have the same class and their boxes overlap enough, each recorded
 * one, best first, with that of the others it overlaps most. Answers agree if every object has its like. The difference of
 * a pair is that of their scores, or what their overlap lacks, if that is more; an object that one side has alone counts
 * with its score. Belongs to one thread; used once.
 */
final class ObjectDifference {
    private final double minIou;
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private boolean agrees = true;
    private double largest;

    private ObjectDifference(double minIou) {
        this.minIou = minIou;
    }

    static Difference of(DetectionOutput recorded, DetectionOutput replayed, double minIou) {
        if (recorded.getUnit() != replayed.getUnit()) {
            return Difference.incomparable("boxes in " + recorded.getUnit(), "boxes in " + replayed.getUnit());
        }
        ObjectDifference difference = new ObjectDifference(minIou);
        int rows = Math.max(recorded.getRows().size(), replayed.getRows().size());
        for (int row = 0; row < rows; row++) {
            difference.compare(detections(recorded, row), detections(replayed, row));
        }
        difference.agrees &= recorded.getRows().size() == replayed.getRows().size();
        return difference.result();
    }

    private static List<Detection> detections(DetectionOutput output, int row) {
        List<DetectedRow> rows = output.getRows();
        return row < rows.size() ? rows.get(row).getDetections() : List.of();
    }

    private void compare(List<Detection> recorded, List<Detection> replayed) {
        before.add(names(recorded));
        after.add(names(replayed));
        List<Detection> left = new ArrayList<>(replayed);
        for (Detection each : recorded) {
            like(each, left).ifPresentOrElse(like -> pair(each, like, left), () -> alone(each));
        }
        left.forEach(this::alone);
    }

    private Optional<Detection> like(Detection object, List<Detection> others) {
        return others.stream()
                .filter(other -> other.getIndex() == object.getIndex())
                .filter(other -> Overlap.of(object.getBox(), other.getBox()) >= minIou)
                .max(Comparator.comparingDouble(other -> Overlap.of(object.getBox(), other.getBox())));
    }

    private void pair(Detection recorded, Detection replayed, List<Detection> left) {
        left.remove(replayed);
        largest = Math.max(largest, Math.abs((double) recorded.getScore() - replayed.getScore()));
        largest = Math.max(largest, 1 - Overlap.of(recorded.getBox(), replayed.getBox()));
    }

    private void alone(Detection object) {
        agrees = false;
        largest = Math.max(largest, object.getScore());
    }

    private Difference result() {
        String elsewhere = !agrees && before.equals(after) ? ", elsewhere" : "";
        return new Difference(agrees, largest, 0, String.join(" | ", before), String.join(" | ", after) + elsewhere);
    }

    private static String names(List<Detection> detections) {
        return detections.isEmpty()
                ? ClassDifference.NONE
                : detections.stream().map(ObjectDifference::name).sorted().collect(Collectors.joining(","));
    }

    /** The class's name, or its index. */
    static String name(Detection detection) {
        return detection.getLabel().isEmpty() ? "#" + detection.getIndex() : detection.getLabel();
    }
}
