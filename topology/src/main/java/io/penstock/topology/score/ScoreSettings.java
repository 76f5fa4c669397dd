package io.penstock.topology.score;

import io.penstock.engine.EngineInfo;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.StageConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What makes two runs the same, so that the second may go on where the first has ended: the stages, the model, the form of
 * the output and the inputs. Immutable.
 *
 * @param values each with its name, in order
 */
public record ScoreSettings(Map<String, String> values) {
    public ScoreSettings {
        values = new LinkedHashMap<>(values);
    }

    /** The settings of a run, before it is known what computes. */
    public static ScoreSettings of(PipelineConfig config, ScoreRun.Plan plan, String prefix) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("pipeline", config.name());
        values.put("preprocess", stage(config.preprocess()));
        values.put("postprocess", stage(config.postprocess()));
        values.put("--format", plan.format().map(Object::toString).orElse("the input's"));
        values.put("--part-rows", Long.toString(plan.partRows()));
        values.put("--prefix", prefix);
        for (int i = 0; i < plan.inputs().size(); i++) {
            values.put("input " + (i + 1), plan.inputs().get(i).identity());
        }
        return new ScoreSettings(values);
    }

    private static String stage(Optional<StageConfig> stage) {
        return stage.map(each -> each.section().toString()).orElse("none");
    }

    /** The same, computed by these engines. */
    public ScoreSettings computedBy(List<EngineInfo> engines) {
        return with(
                "model",
                engines.stream()
                        .map(engine -> engine.model() + " version " + engine.modelVersion() + ", " + engine.backend()
                                + ", " + engine.precision() + ", sha256 " + engine.hash())
                        .distinct()
                        .collect(Collectors.joining("; ")));
    }

    private ScoreSettings with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new ScoreSettings(more);
    }
}
