package io.penstock.workshop.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The points that make one line of a picture, by their rows.
 *
 * @param name what it is
 * @param points at least one, growing
 */
record Series(String name, List<BenchPoint> points) {
    /** A line for each number of sessions, with and without graphs. */
    static List<Series> of(List<BenchPoint> points) {
        Map<String, List<BenchPoint>> lines = points.stream()
                .sorted(Comparator.comparing(
                                (BenchPoint point) -> point.setting().graphs())
                        .thenComparing(point -> point.setting().sessions())
                        .thenComparing(point -> point.setting().rows()))
                .collect(Collectors.groupingBy(Series::name, LinkedHashMap::new, Collectors.toList()));
        return lines.entrySet().stream()
                .map(line -> new Series(line.getKey(), line.getValue()))
                .toList();
    }

    private static String name(BenchPoint point) {
        int sessions = point.setting().sessions();
        return sessions
                + (sessions == 1 ? " session" : " sessions")
                + (point.setting().graphs() ? ", graph" : ", enqueue");
    }
}
