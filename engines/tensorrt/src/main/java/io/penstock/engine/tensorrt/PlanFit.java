package io.penstock.engine.tensorrt;

import io.penstock.FailureCategory;
import io.penstock.engine.Bucket;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks that a plan, the model's declaration and the options speak of the same tensors. */
final class PlanFit {
    private PlanFit() {}

    /**
     * Checks that every bucket gives the model's inputs row shapes that they accept.
     *
     * @throws EngineException FATAL, naming the bucket
     */
    static void requireBuckets(ModelArtifact model, EngineOptions options) {
        for (Bucket bucket : options.buckets()) {
            if (!bucket.fits(model.signature())) {
                throw new EngineException(
                        FailureCategory.FATAL,
                        "the bucket does not fit the model's inputs: bucket=" + bucket.name() + ", rowShapes="
                                + bucket.rowShapes() + ", inputs="
                                + model.signature().inputs());
            }
        }
    }

    /**
     * Checks that the plan's inputs and outputs are those declared, in any order; the batch may be fixed in the plan.
     *
     * @throws EngineException FATAL, naming every tensor that differs
     */
    static void requireSignature(ModelArtifact model, List<TensorSpec> inputs, List<TensorSpec> outputs) {
        Signature declared = model.signature();
        List<String> problems = new ArrayList<>();
        compare("input", declared.inputs(), inputs, problems);
        compare("output", declared.outputs(), outputs, problems);
        if (!problems.isEmpty()) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "the plan does not fit model.yaml: model=" + model.name() + "/" + model.version() + ": "
                            + String.join("; ", problems) + "; build the plan again");
        }
    }

    private static void compare(
            String kind, List<TensorSpec> declared, List<TensorSpec> planned, List<String> problems) {
        for (TensorSpec spec : declared) {
            Optional<TensorSpec> plan = named(planned, spec.name());
            if (plan.isEmpty()) {
                problems.add(kind + " " + spec.name() + " is not in the plan");
            } else if (!agree(spec, plan.get())) {
                problems.add(kind + " " + spec.name() + " is declared as " + describe(spec) + " and planned as "
                        + describe(plan.get()));
            }
        }
        planned.stream()
                .filter(spec -> named(declared, spec.name()).isEmpty())
                .forEach(spec -> problems.add(kind + " " + spec.name() + " is not declared"));
    }

    private static Optional<TensorSpec> named(List<TensorSpec> specs, String name) {
        return specs.stream().filter(spec -> spec.name().equals(name)).findFirst();
    }

    private static boolean agree(TensorSpec declared, TensorSpec planned) {
        if (declared.dtype() != planned.dtype()
                || declared.shape().rank() != planned.shape().rank()) {
            return false;
        }
        for (int i = 1; i < declared.shape().rank(); i++) {
            long one = declared.shape().dimension(i);
            long other = planned.shape().dimension(i);
            if (one != other && one != Shape.DYNAMIC && other != Shape.DYNAMIC) {
                return false;
            }
        }
        return true;
    }

    private static String describe(TensorSpec spec) {
        return spec.shape() + " " + spec.dtype().toString().toLowerCase(Locale.ROOT);
    }
}
