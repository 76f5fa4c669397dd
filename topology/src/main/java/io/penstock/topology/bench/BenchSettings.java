package io.penstock.topology.bench;

import io.penstock.schema.InferenceRequest;
import io.penstock.topology.bench.load.PipelineSource;
import io.penstock.topology.bench.load.StepTimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is measured of a pipeline, and how.
 *
 * @param source the pipeline
 * @param pool the requests that are sent, over and over
 * @param requests what they are, in words
 * @param partitions the partitions of the topics
 * @param percents the arrival rates to measure, in percent of saturation; used if there are no {@code rates}
 * @param rates the arrival rates to measure, a second
 * @param times how long each is measured
 * @param p99Millis the latency to look for settings for; empty for no search
 * @param budget how long the search may take
 */
public record BenchSettings(
        PipelineSource source,
        List<InferenceRequest> pool,
        String requests,
        int partitions,
        List<Double> percents,
        List<Double> rates,
        StepTimes times,
        Optional<Double> p99Millis,
        Duration budget) {
    public BenchSettings {
        pool = List.copyOf(pool);
        percents = List.copyOf(percents);
        rates = List.copyOf(rates);
        if (pool.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to send: " + requests);
        }
    }
}
