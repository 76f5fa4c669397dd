package io.penstock.topology.replay;

import io.penstock.schema.DetectedRow;
import io.penstock.schema.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares detected objects: they agree if every row has the same classes, each as often. Their scores are compared
 * within a class, best with best; an object that one side has alone counts fully. Boxes are not compared.
 */
final class ObjectDifference {
    private ObjectDifference() {}

    static Difference of(List<DetectedRow> recorded, List<DetectedRow> replayed) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        double largest = 0;
        for (int row = 0; row < Math.max(recorded.size(), replayed.size()); row++) {
            List<Detection> old = row < recorded.size() ? recorded.get(row).getDetections() : List.of();
            List<Detection> now = row < replayed.size() ? replayed.get(row).getDetections() : List.of();
            before.add(names(old));
            after.add(names(now));
            largest = Math.max(largest, scores(old, now));
        }
        boolean agrees = recorded.size() == replayed.size() && before.equals(after);
        return new Difference(agrees, largest, 0, String.join(" | ", before), String.join(" | ", after));
    }

    private static String names(List<Detection> detections) {
        return detections.isEmpty()
                ? ClassDifference.NONE
                : detections.stream()
                        .map(each -> each.getLabel().isEmpty() ? "#" + each.getIndex() : each.getLabel())
                        .sorted()
                        .collect(Collectors.joining(","));
    }

    private static double scores(List<Detection> recorded, List<Detection> replayed) {
        List<Detection> left = new ArrayList<>(replayed);
        double largest = 0;
        for (Detection each : recorded) {
            double by = each.getScore();
            for (int i = 0; i < left.size(); i++) {
                if (left.get(i).getIndex() == each.getIndex()) {
                    by = Math.abs(by - left.remove(i).getScore());
                    break;
                }
            }
            largest = Math.max(largest, by);
        }
        return Math.max(
                largest, left.stream().mapToDouble(Detection::getScore).max().orElse(0));
    }
}
