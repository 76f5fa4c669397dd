package io.penstock.topology.score;

import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.StageConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What makes two runs the same, so that the second may go on where the first has ended: the stages, the form of the
 * output and the inputs. Immutable.
 *
 * @param values each with its name, in order
 */
public record ScoreSettings(Map<String, String> values) {
    public ScoreSettings {
        values = new LinkedHashMap<>(values);
    }

    /** The settings of a run. */
    public static ScoreSettings of(PipelineConfig config, ScoreRun.Plan plan, String prefix) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("pipeline", config.name());
        values.put("infer.model", model(config));
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

    private static String model(PipelineConfig config) {
        return config.infer()
                .map(infer -> infer.model() + infer.version().map(" "::concat).orElse(""))
                .orElse("none");
    }

    private static String stage(Optional<StageConfig> stage) {
        return stage.map(each -> each.type() + ", sha256 "
                        + ScoreInput.hash(each.section().toString()))
                .orElse("none");
    }
}
