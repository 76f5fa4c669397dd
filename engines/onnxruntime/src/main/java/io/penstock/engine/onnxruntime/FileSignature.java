package io.penstock.engine.onnxruntime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.penstock.FailureCategory;
import io.penstock.engine.Bucket;
import io.penstock.engine.EngineException;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The inputs and outputs of a model file.
 *
 * @param inputs the inputs in the file's order
 * @param outputs the outputs in the file's order
 */
record FileSignature(List<FileTensor> inputs, List<FileTensor> outputs) {
    static FileSignature of(OrtSession session) throws OrtException {
        return new FileSignature(
                tensors(session.getInputInfo().values()),
                tensors(session.getOutputInfo().values()));
    }

    private static List<FileTensor> tensors(Collection<NodeInfo> nodes) {
        return nodes.stream().map(FileTensor::of).toList();
    }

    /**
     * Checks that the file is what its signature declares, in any order, and that the batch comes first.
     *
     * @throws EngineException FATAL, with both signatures
     */
    void requireFit(ModelArtifact model) {
        Signature declared = model.signature();
        boolean inputsFit = fit(inputs, declared.inputs(), FileTensor::fits);
        // what an output's rows look like may be left to the file
        boolean outputsFit =
                fit(outputs, declared.outputs(), (tensor, spec) -> tensor.fits(spec) || tensor.narrows(spec));
        if (!inputsFit || !outputsFit) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "the model file is not what its signature declares: model=" + model.name() + "/" + model.version()
                            + ", declared=" + describe(declared) + ", file=" + list(inputs) + " -> " + list(outputs));
        }
        long batches = Stream.concat(declared.inputs().stream(), declared.outputs().stream())
                .mapToLong(spec -> spec.shape().dimension(0))
                .distinct()
                .count();
        if (batches > 1) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "the batch must be the first dimension of every input and output: model=" + model.name() + "/"
                            + model.version() + ", declared=" + describe(declared)
                            + "; export the model with one dynamic first dimension throughout");
        }
    }

    private static boolean fit(
            List<FileTensor> tensors, List<TensorSpec> declared, BiPredicate<FileTensor, TensorSpec> fits) {
        return tensors.size() == declared.size()
                && declared.stream().allMatch(spec -> tensors.stream().anyMatch(tensor -> fits.test(tensor, spec)));
    }

    private static String describe(Signature signature) {
        return list(signature.inputs().stream().map(FileSignature::describe).toList()) + " -> "
                + list(signature.outputs().stream().map(FileSignature::describe).toList());
    }

    private static String describe(TensorSpec spec) {
        return spec.name() + " " + ElementTypes.name(spec.dtype()) + spec.shape();
    }

    private static String list(List<?> tensors) {
        return tensors.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    /**
     * The row shape of an output in a bucket, where the declaration or the file's dimension symbols tell it beforehand.
     */
    Optional<Shape> rowShape(TensorSpec output, Signature signature, Bucket bucket) {
        Map<String, Long> sizes = symbolSizes(signature, bucket);
        FileTensor tensor = find(outputs, output.name());
        long[] row = output.rowShape().toArray();
        for (int i = 0; i < row.length; i++) {
            if (row[i] == Shape.DYNAMIC) {
                row[i] = sizes.getOrDefault(tensor.dimensionNames().get(i + 1), Shape.DYNAMIC);
            }
        }
        return Optional.of(Shape.of(row)).filter(shape -> !shape.isDynamic());
    }

    private Map<String, Long> symbolSizes(Signature signature, Bucket bucket) {
        Map<String, Long> sizes = new HashMap<>();
        for (int input = 0; input < signature.inputs().size(); input++) {
            FileTensor tensor = find(inputs, signature.inputs().get(input).name());
            Shape row = bucket.rowShapes().get(input);
            for (int i = 0; i < row.rank(); i++) {
                sizes.put(tensor.dimensionNames().get(i + 1), row.dimension(i));
            }
        }
        sizes.remove("");
        return sizes;
    }

    private static FileTensor find(List<FileTensor> tensors, String name) {
        return tensors.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such tensor: name=" + name));
    }
}
