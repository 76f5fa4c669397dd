package io.penstock.topology.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.topology.bench.load.LoadPoint;
import io.penstock.topology.bench.tune.Candidate;
import io.penstock.topology.bench.tune.Recommendation;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.workshop.bench.BenchMachine;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/**
 * All that a bench has measured, with what it takes to repeat it.
 *
 * @param measuredAt when, in ISO 8601
 * @param pipeline the pipeline's name
 * @param guarantee what it promises about each record
 * @param settings those that the search may change, by their names
 * @param engine what computes; empty if no engine runs here
 * @param requests what was sent
 * @param partitions the partitions of the topics
 * @param times how long each rate was measured, by the names of the command's options
 * @param machine where
 * @param kafka the version of Kafka
 * @param saturation the closed loop
 * @param points the open loops, in order
 * @param recommendation the settings for a latency; null unless that was asked for and came to an end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BenchReport(
        String measuredAt,
        String pipeline,
        String guarantee,
        Map<String, String> settings,
        String engine,
        String requests,
        int partitions,
        Map<String, String> times,
        BenchMachine machine,
        String kafka,
        LoadPoint saturation,
        List<LoadPoint> points,
        @Nullable Recommendation recommendation) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public BenchReport {
        settings = Map.copyOf(settings);
        times = Map.copyOf(times);
        points = List.copyOf(points);
    }

    static BenchReport of(
            BenchSettings settings,
            PipelineConfig config,
            String engine,
            LoadPoint saturation,
            List<LoadPoint> points,
            @Nullable Recommendation recommendation) {
        return new BenchReport(
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                config.name(),
                config.run().guarantee().toString(),
                new TreeMap<>(Candidate.of(config).values()),
                engine,
                settings.requests(),
                settings.partitions(),
                Map.of(
                        "warm-up",
                        settings.times().warmUp().toMillis() + "ms",
                        "step",
                        settings.times().measured().toMillis() + "ms"),
                BenchMachine.here(""),
                AppInfoParser.getVersion(),
                saturation,
                points,
                recommendation);
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
