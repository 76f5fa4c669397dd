package io.penstock.engine;

import java.util.List;
import java.util.Map;

/**
 * How a backend shall load a model.
 *
 * @param maxRows the most rows one run takes; the size of every session's buffers
 * @param buckets the row shapes to serve, smallest first; at least one
 * @param sessions how many sessions there will be for each bucket: a backend on the CPU shares the cores out among them
 * @param precision the precision asked for, such as {@code fp32} or {@code fp16}
 * @param device the index of the device, 0 for the only one
 * @param properties what this backend alone understands, such as {@code intraOpThreads}; unknown keys are refused
 */
public record EngineOptions(
        int maxRows, List<Bucket> buckets, int sessions, String precision, int device, Map<String, String> properties) {
    public EngineOptions {
        buckets = List.copyOf(buckets);
        properties = Map.copyOf(properties);
        if (maxRows < 1) {
            throw new IllegalArgumentException("maxRows must be at least 1, is " + maxRows);
        }
        if (sessions < 1) {
            throw new IllegalArgumentException("sessions must be at least 1, are " + sessions);
        }
        if (buckets.isEmpty()) {
            throw new IllegalArgumentException("an engine needs at least one bucket");
        }
    }
}
