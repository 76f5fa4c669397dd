package io.penstock.topology.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.topology.config.ConfigException;
import io.penstock.workshop.plan.InputProfile;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.plan.ShapeNotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRepositoryTest {
    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String MODEL =
            """
            name: toy
            version: 2
            onnx: model.onnx
            sha256: %s
            inputs: [{ name: x, dtype: float32, shape: [-1, 3] }]
            outputs: [{ name: y, dtype: int64, shape: [-1] }]
            """
                    .formatted(SHA256_OF_ABC);

    private final Path root;
    private final ModelRepository repository;

    ModelRepositoryTest(@TempDir Path root) throws IOException {
        this.root = root;
        this.repository = new ModelRepository(root);
        add(root, "toy", "2", MODEL);
        add(root, "toy", "10", MODEL.replace("version: 2", "version: 10"));
        add(root, "ranker", "1", "");
        Files.createDirectories(root.resolve("toy/draft"));
        Files.createDirectories(root.resolve("empty"));
    }

    private static Path add(Path root, String model, String version, String yaml) throws IOException {
        Path folder = Files.createDirectories(root.resolve(model).resolve(version));
        Files.writeString(folder.resolve("model.onnx"), "abc");
        return Files.writeString(folder.resolve("model.yaml"), yaml);
    }

    @Test
    void findsTheNewestVersion() {
        Model model = repository.find("toy", Optional.empty());

        assertThat(model.artifact().version()).isEqualTo("10");
        assertThat(model.artifact().onnx()).isEqualTo(root.resolve("toy/10/model.onnx"));
        assertThat(model.sha256()).isEqualTo(SHA256_OF_ABC);
        assertThat(model.artifact().signature())
                .isEqualTo(new Signature(
                        List.of(new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, 3))),
                        List.of(new TensorSpec("y", DataType.INT64, Shape.of(-1)))));
        assertThat(model.labels()).isEmpty();
        assertThat(model.layouts()).isEmpty();
        assertThat(model.normalisation()).isEmpty();
        assertThat(model.heldOut()).isEmpty();
    }

    @Test
    void findsTheVersionThatIsAskedFor() {
        assertThat(repository.find("toy", Optional.of("2")).artifact().version())
                .isEqualTo("2");
    }

    @Test
    void readsProfilesInFullAndBatchesToBeFastestAt() throws IOException {
        add(
                root,
                "toy",
                "11",
                MODEL.replace("version: 2", "version: 11")
                        + """
                        engine:
                          optBatch: [1, 64]
                          profiles: [{ x: 1x3/8x3/64x3 }, { x: 128x3 }]
                        """);

        EngineSettings engine = repository.find("toy", Optional.empty()).engine();

        assertThat(engine.optBatch()).containsExactly(1, 64);
        assertThat(engine.profiles())
                .containsExactly(
                        new PlanProfile(
                                "shapes-1",
                                List.of(new InputProfile("x", List.of(1L, 3L), List.of(8L, 3L), List.of(64L, 3L)))),
                        ShapeNotation.parse("shapes-2", "x=128x3"));
    }

    @Test
    void saysWhatIsWrongWithProfiles() throws IOException {
        Path yaml = add(
                root,
                "toy",
                "11",
                MODEL.replace("version: 2", "version: 11")
                        + """
                        engine:
                          optBatch: [64, 1]
                          profiles: [{ x: 1x3/8x3 }]
                        """);

        assertThatThrownBy(() -> repository.find("toy", Optional.empty()))
                .hasMessage(yaml + ": 2 problems\n"
                        + "  engine.optBatch: the batches to be tuned for must grow, from the fewest rows to the most:"
                        + " batches=[64, 1], fewest=1, most=1 (line 8)\n"
                        + "  engine.profiles: shapes of a profile are written as input=min/opt/max, such as"
                        + " ids=1x16/8x64/32x128: is \"1x3/8x3\" (line 9)");
    }

    @Test
    void listsModelsAndVersions() {
        assertThat(repository.models()).containsExactly("ranker", "toy");
        assertThat(repository.versions("toy")).containsExactly("2", "10");
        assertThat(repository.versions("nothing")).isEmpty();
    }

    @Test
    void listsTheModelsThereAreWhenOneIsMissing() {
        assertThatThrownBy(() -> repository.find("rankr", Optional.empty()))
                .isInstanceOfSatisfying(
                        PenstockException.class, e -> assertThat(e.category()).isEqualTo(FailureCategory.FATAL))
                .hasMessage("no such model: model=rankr, folder=" + root + ", models=ranker toy; did you mean ranker?");
        assertThatThrownBy(() -> new ModelRepository(root.resolve("empty")).find("toy", Optional.empty()))
                .hasMessage("no such model: model=toy, folder=" + root.resolve("empty") + ", models=none");
    }

    @Test
    void listsTheVersionsThereAreWhenOneIsMissing() {
        assertThatThrownBy(() -> repository.find("toy", Optional.of("7")))
                .hasMessage("no such version: model=toy, version=7, folder=" + root + ", versions=2 10");
    }

    @Test
    void refusesAnOnnxFileWithAnotherHash() throws IOException {
        Files.writeString(root.resolve("toy/10/model.onnx"), "abd");

        assertThatThrownBy(() -> repository.find("toy", Optional.empty()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(root.resolve("toy/10/model.yaml") + ": 1 problem\n"
                        + "  sha256: is not that of model.onnx, which has"
                        + " a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9;"
                        + " another file is another model and wants another version (line 4)");
    }

    @Test
    void listsEverythingThatIsWrongWithAModel() throws IOException {
        Path yaml = add(
                root,
                "toy",
                "3",
                """
                name: tox
                version: 3
                onnx: nowhere.onnx
                inputs: [{ name: x, dtype: float33, shape: [-1, -2] }]
                normalisation: { std: 0 }
                heldOut: { labels: nowhere.csv, accuracy: 98 }
                license: { model: Apache-2.0 }
                """);

        assertThatThrownBy(() -> repository.find("toy", Optional.of("3")))
                .hasMessage(yaml + ": 11 problems\n"
                        + "  name: must be that of its folder, toy, is tox (line 1)\n"
                        + "  sha256: is required (line 1)\n"
                        + "  outputs: needs at least one tensor (line 1)\n"
                        + "  onnx: no such file, is nowhere.onnx (line 3)\n"
                        + "  inputs[0].dtype: must be one of float32, float16, int64, int32, int8, uint8, bool,"
                        + " is float33, did you mean float32? (line 4)\n"
                        + "  inputs[0].shape: must be a list of dimensions with the batch first, -1 for dynamic ones,"
                        + " is [-1, -2] (line 4)\n"
                        + "  normalisation: needs a mean and a std other than 0, are mean=[0.0], std=[0.0] (line 5)\n"
                        + "  heldOut.images: is required (line 6)\n"
                        + "  heldOut.labels: no such file, is nowhere.csv (line 6)\n"
                        + "  heldOut.accuracy: must be from 0 to 1, is 98.0 (line 6)\n"
                        + "  license: unknown key, did you mean licence? (line 7)");
    }

    @Test
    void readsTheDigitsModel() {
        Path models = Path.of(Objects.requireNonNull(System.getProperty("penstock.models")));
        Model digits = new ModelRepository(models).find("digits", Optional.of("1"));

        assertThat(digits.artifact().signature().inputs())
                .containsExactly(new TensorSpec("image", DataType.FLOAT32, Shape.of(-1, 1, 8, 8)));
        assertThat(digits.layouts()).isEqualTo(Map.of("image", Layout.NCHW));
        assertThat(digits.labels()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(digits.normalisation())
                .contains(new Normalisation(1 / 255.0, List.of(0.0), List.of(1.0), Colour.GRAY));
        assertThat(digits.heldOut().orElseThrow().accuracy()).isGreaterThan(0.98);
        assertThat(digits.heldOut().orElseThrow().images()).isDirectory();
    }
}
