package io.penstock.workshop.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an engine is compared with.
 *
 * @param points the points of all of them, in the file's order
 */
public record Baselines(List<BaselinePoint> points) {
    /** Nothing to compare with. */
    public static final Baselines NONE = new Baselines(List.of());

    public Baselines {
        points = List.copyOf(points);
    }

    /** Their names, in the order of the first points. */
    public List<String> names() {
        return points.stream().map(BaselinePoint::name).distinct().toList();
    }

    /** The fastest at this batch. */
    public Optional<BaselinePoint> at(int rows) {
        return points.stream()
                .filter(point -> point.rows() == rows)
                .max(Comparator.comparingDouble(BaselinePoint::rowsPerSecond));
    }

    /** Each one's points by their batch. */
    Map<String, List<BaselinePoint>> lines() {
        return points.stream()
                .sorted(Comparator.comparingInt(BaselinePoint::rows))
                .collect(Collectors.groupingBy(BaselinePoint::name, LinkedHashMap::new, Collectors.toList()));
    }
}
