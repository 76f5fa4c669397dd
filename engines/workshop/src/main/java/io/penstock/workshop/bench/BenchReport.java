package io.penstock.workshop.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * A whole sweep.
 *
 * @param model the model and its version
 * @param engine the backend, its version, precision and device
 * @param bucket the bucket measured
 * @param engineSha256 the hash of the file that ran
 * @param points what was measured, in its order
 */
public record BenchReport(String model, String engine, String bucket, String engineSha256, List<BenchPoint> points) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public BenchReport {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a report has at least one point: model=" + model);
        }
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
