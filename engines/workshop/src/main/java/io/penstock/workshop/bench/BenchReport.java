package io.penstock.workshop.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/**
 * A whole sweep, with what it takes to repeat it.
 *
 * @param measuredAt when, in ISO 8601
 * @param subject what was measured
 * @param machine where
 * @param settings how, by the names of the command's options
 * @param points what came of it, in its order
 * @param baselines what it is compared with
 * @param profile where the time of runs goes, if that was asked for
 */
public record BenchReport(
        String measuredAt,
        BenchSubject subject,
        BenchMachine machine,
        Map<String, String> settings,
        List<BenchPoint> points,
        Baselines baselines,
        List<RunProfile> profile) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    public BenchReport {
        settings = Map.copyOf(settings);
        points = List.copyOf(points);
        profile = List.copyOf(profile);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a report has at least one point: model=" + subject.model());
        }
    }

    /** The same with where the time of runs goes. */
    public BenchReport withProfile(List<RunProfile> runs) {
        return new BenchReport(measuredAt, subject, machine, settings, points, baselines, runs);
    }

    /** The report as a JSON document. */
    public String json() {
        try {
            return MAPPER.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always representable", e);
        }
    }
}
