package io.penstock.topology.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.model.Model;
import io.penstock.topology.model.ModelRepository;
import io.penstock.workshop.analyze.LayerRanking;
import io.penstock.workshop.onnx.OnnxGraph;
import io.penstock.workshop.onnx.TappedModel;
import io.penstock.workshop.verify.Sampled;
import io.penstock.workshop.verify.Tolerance;
import io.penstock.workshop.verify.Verification;
import io.penstock.workshop.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digits model in ONNX Runtime as the reference of comparisons. */
class ReferenceTest {
    private final Model model =
            new ModelRepository(Path.of(System.getProperty("penstock.models"))).find("digits", Optional.empty());
    private final Bucket bucket = Bucket.fixed(model.artifact().signature());

    @Test
    void agreesWithItselfAndReproducesTheStatedAccuracy() {
        Sampled heldOut = new Inputs(model, Optional.empty()).heldOut(bucket).orElseThrow();

        Verification verification = verify(model.artifact(), heldOut);

        assertThat(verification.passed()).isTrue();
        assertThat(verification.rows()).isEqualTo(450);
        assertThat(verification.outputs().get(0).maxAbsolute()).isZero();
        assertThat(verification.accuracies()).satisfies(accuracies -> assertThat(accuracies.reference())
                .isCloseTo(model.heldOut().orElseThrow().accuracy(), within(1e-4)));
    }

    @Test
    void givesWhatFlowsBetweenItsLayers(@TempDir Path folder) throws IOException {
        Path onnx = Files.copy(model.artifact().onnx(), folder.resolve("model.onnx"));
        List<String> tensors = new LayerRanking(OnnxGraph.read(onnx)).tensors();
        List<TensorSpec> outputs = new ArrayList<>(model.artifact().signature().outputs());
        for (int i = 0; i < tensors.size(); i++) {
            outputs.add(new TensorSpec(TappedModel.tap(i), DataType.FLOAT32, Shape.of(-1, -1)));
        }
        Signature signature = new Signature(model.artifact().signature().inputs(), outputs);
        ModelArtifact tapped = new ModelArtifact("digits", "1", TappedModel.write(onnx, tensors), signature);

        Verification verification = verify(tapped, new Inputs(model, Optional.empty()).random(bucket, 1, 8));

        assertThat(tensors).hasSizeGreaterThan(3);
        assertThat(verification.outputs()).hasSize(1 + tensors.size());
        assertThat(verification.outputs().get(1).elements()).isGreaterThan(8);
    }

    private Verification verify(ModelArtifact artifact, Sampled sampled) {
        EngineOptions options = new EngineOptions(32, List.of(bucket), 1, "fp32", 0, Map.of());
        var provider = Backends.load().choose("onnxruntime").provider();
        try (Engine reference = provider.load(artifact, options);
                Engine candidate = provider.load(artifact, options)) {
            return new Verifier(reference, candidate, Clock.systemUTC())
                    .verify(List.of(sampled), Tolerance.of("fp32"), rows -> {});
        }
    }
}
