package io.penstock.topology.model;

import io.penstock.engine.ModelArtifact;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model with all that its {@code model.yaml} says.
 *
 * @param artifact what a backend loads
 * @param description what it is, in a sentence
 * @param folder where it lies
 * @param sha256 the hash of its ONNX file, in lower-case hexadecimal; the file was seen to have it
 * @param labels the names of its classes, the first naming index 0; empty if it has none
 * @param layouts how images lie in those inputs that take images
 * @param normalisation how pixels become its input, if it takes images
 * @param heldOut what its accuracy was measured on
 * @param engine how plans are built from it and compared with it
 */
public record Model(
        ModelArtifact artifact,
        String description,
        Path folder,
        String sha256,
        List<String> labels,
        Map<String, Layout> layouts,
        Optional<Normalisation> normalisation,
        Optional<HeldOut> heldOut,
        EngineSettings engine) {
    public Model {
        labels = List.copyOf(labels);
        layouts = Map.copyOf(layouts);
    }
}
