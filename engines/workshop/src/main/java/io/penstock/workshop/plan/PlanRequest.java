package io.penstock.workshop.plan;

import io.penstock.engine.Bucket;
import io.penstock.engine.Shape;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a pipeline needs of a plan.
 *
 * @param model the model's name
 * @param version its version
 * @param onnxSha256 the hash of its ONNX file
 * @param target where it shall run
 * @param precision the precision
 * @param maxRows the most rows of a run
 * @param buckets the buckets to serve
 */
public record PlanRequest(
        String model,
        String version,
        String onnxSha256,
        Target target,
        String precision,
        int maxRows,
        List<Bucket> buckets) {
    public PlanRequest {
        buckets = List.copyOf(buckets);
    }

    /** The command that builds a plan which fits. */
    public String buildCommand() {
        return "penstock engine build " + model + " --model-version " + version + " --precision " + precision
                + " --max-batch " + maxRows + bucketOption();
    }

    private String bucketOption() {
        boolean fixed = buckets.size() == 1 && buckets.get(0).name().equals(Bucket.FIXED);
        return fixed ? "" : " --buckets " + buckets.stream().map(Bucket::name).collect(Collectors.joining(","));
    }

    /** For messages: what is asked for. */
    String describe() {
        String shapes = buckets.stream()
                .map(bucket -> bucket.name()
                        + bucket.rowShapes().stream().map(Shape::toString).collect(Collectors.joining("", "=", "")))
                .collect(Collectors.joining(" "));
        return "model=" + model + "/" + version + ", precision=" + precision + ", target=" + target + ", maxRows="
                + maxRows + ", buckets=" + shapes;
    }
}
