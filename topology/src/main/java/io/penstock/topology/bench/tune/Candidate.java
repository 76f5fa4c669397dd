package io.penstock.topology.bench.tune;

import com.fasterxml.jackson.annotation.JsonValue;
import io.penstock.topology.config.InferConfig;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.PipelineText;
import java.time.Duration;
import java.util.Map;

/**
 * The settings that are searched.
 *
 * @param window {@code infer.window}, whole milliseconds
 * @param maxBatch {@code infer.maxBatch}
 * @param sessions {@code infer.sessions}
 * @param threads {@code threads}
 * @param commitInterval {@code commitInterval}, whole milliseconds
 */
public record Candidate(Duration window, int maxBatch, int sessions, int threads, Duration commitInterval) {
    /** Those of a pipeline that runs its infer stage. */
    public static Candidate of(PipelineConfig config) {
        InferConfig infer = config.infer().orElseThrow();
        return new Candidate(
                infer.window(),
                infer.maxBatch(),
                infer.sessions(),
                config.run().threads(),
                config.run().commitInterval());
    }

    Candidate withWindow(Duration other) {
        return new Candidate(other, maxBatch, sessions, threads, commitInterval);
    }

    Candidate withMaxBatch(int other) {
        return new Candidate(window, other, sessions, threads, commitInterval);
    }

    Candidate withSessions(int other) {
        return new Candidate(window, maxBatch, other, threads, commitInterval);
    }

    Candidate withThreads(int other) {
        return new Candidate(window, maxBatch, sessions, other, commitInterval);
    }

    Candidate withCommitInterval(Duration other) {
        return new Candidate(window, maxBatch, sessions, threads, other);
    }

    /** A pipeline with these settings. */
    public PipelineText in(PipelineText text) {
        PipelineText changed = text;
        for (Setting setting : Setting.values()) {
            changed = changed.with(setting.value(this), setting.path());
        }
        return changed;
    }

    /** The values by their settings' names. */
    @JsonValue
    public Map<String, String> values() {
        return Setting.values(this);
    }

    @Override
    public String toString() {
        return "window %s, maxBatch %d, sessions %d, threads %d, commitInterval %s"
                .formatted(Setting.text(window), maxBatch, sessions, threads, Setting.text(commitInterval));
    }
}
