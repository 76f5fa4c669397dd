package io.penstock.topology.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.DataType;
import io.penstock.topology.config.ConfigKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/stages.md} lists the keys that the stages read, and no others. */
class StageReferenceTest {
    private static final ModelBinding IMAGES = Models.withInput(DataType.FLOAT32, -1, 3, 8, 8);
    private static final ModelBinding VALUES = Models.withInput(DataType.FLOAT32, -1, 1);
    private static final ModelBinding CLASSES =
            Models.withOutputs(List.of(), Models.tensor("y", DataType.FLOAT32, -1, 10));
    private static final ModelBinding LINES =
            Models.withOutputs(List.of(), Models.tensor("y", DataType.FLOAT32, -1, -1, 10));
    private static final ModelBinding BOXES = Models.withOutputs(
            List.of(),
            Models.tensor("b", DataType.FLOAT32, -1, -1, 4),
            Models.tensor("s", DataType.FLOAT32, -1, -1),
            Models.tensor("c", DataType.FLOAT32, -1, -1));

    static List<Arguments> stages() {
        return List.of(
                Arguments.of("preprocess", "image", IMAGES, List.of("scale: 1")),
                Arguments.of("preprocess", "tensor", VALUES, List.of("finite: true")),
                Arguments.of(
                        "preprocess",
                        "json",
                        VALUES,
                        List.of("fields: [{name: v, vocabulary: {w: 1}, default: 0, unknown: 0}]")),
                Arguments.of("postprocess", "classification", CLASSES, List.of("threshold: 0.5")),
                Arguments.of("postprocess", "detection", LINES, List.of("format: xyxy")),
                Arguments.of("postprocess", "detection", BOXES, List.of("boxes: b", "scores: s", "classes: c")),
                Arguments.of("postprocess", "regression", CLASSES, List.of("output: y")),
                Arguments.of("postprocess", "tensor", CLASSES, List.of("outputs: y")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("stages")
    void everyKeyIsDocumentedWithItsType(String stage, String type, ModelBinding model, List<String> settings)
            throws IOException {
        Map<String, String> documented = documented(stage + ": " + type);

        for (ConfigKey key : read(stage, type, model, settings)) {
            assertThat(documented).containsEntry(name(key), key.type());
        }
    }

    @Test
    void noKeyIsDocumentedThatIsNotRead() throws IOException {
        for (Arguments stage : stages()) {
            String kind = (String) stage.get()[0];
            String type = (String) stage.get()[1];
            List<String> known = stages().stream()
                    .filter(other -> kind.equals(other.get()[0]) && type.equals(other.get()[1]))
                    .flatMap(other -> read(kind, type, (ModelBinding) other.get()[2], lines(other.get()[3])).stream())
                    .map(StageReferenceTest::name)
                    .toList();
            assertThat(known).containsAll(documented(kind + ": " + type).keySet());
        }
    }

    private static List<String> lines(Object settings) {
        return ((List<?>) settings).stream().map(String::valueOf).toList();
    }

    private static List<ConfigKey> read(String stage, String type, ModelBinding model, List<String> lines) {
        Settings all = Settings.of("inner:", "  type: " + type, "  " + String.join("\n    ", lines));
        Settings settings = new Settings(all.section().section("inner"), all.problems());
        Stages known = Stages.load();
        if (stage.equals("preprocess")) {
            settings.read(known.preprocessor(settings.section()).orElseThrow()::configure, model);
        } else {
            settings.read(known.postprocessor(settings.section()).orElseThrow()::configure, model);
        }
        return settings.problems().keys().stream()
                .filter(key ->
                        key.path().startsWith("stage.inner.") && !key.path().equals("stage.inner.type"))
                .filter(key -> !key.type().equals("properties"))
                .toList();
    }

    private static String name(ConfigKey key) {
        return key.path()
                .substring("stage.inner.".length())
                .replace("padValue.x", "padValue.<input>")
                .replace("vocabulary.w", "vocabulary.<word>");
    }

    /** The keys of the tables below a heading, with their types. */
    private static Map<String, String> documented(String heading) throws IOException {
        String reference = Files.readString(root().resolve("docs/stages.md"));
        String section = reference.split("\n## " + heading + "\n", -1)[1].split("\n## ", -1)[0];
        return section.lines()
                .filter(line -> line.startsWith("| `")
                        && line.chars().filter(c -> c == '|').count() == 5)
                .map(line -> line.split(" \\| ", -1))
                .collect(Collectors.toMap(cells -> cells[0].replace("| ", "").replace("`", ""), cells -> cells[1]));
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/stages.md")) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }
}
