package io.penstock.topology.stage.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.RecordException;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.NamedValue;
import io.penstock.schema.RegressedRow;
import io.penstock.schema.RegressionOutput;
import io.penstock.topology.stage.FixedResults;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Models;
import io.penstock.topology.stage.Requests;
import io.penstock.topology.stage.Settings;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.stage.WrittenRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/writing-a-stage.md} shows is what is compiled and tested here. */
class WritingAStageTest {
    private static final Path ROOT = root();
    private static final ModelBinding MODEL = Models.withInput(DataType.FLOAT32, -1, 2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java/io/penstock/topology/stage/example/CsvPreprocessorFactory.java",
                "java/io/penstock/topology/stage/example/CsvPreprocessor.java",
                "java/io/penstock/topology/stage/example/ExpectationPostprocessorFactory.java",
                "resources/META-INF/services/io.penstock.topology.stage.PreprocessorFactory",
                "resources/META-INF/services/io.penstock.topology.stage.PostprocessorFactory",
            })
    void theGuideShowsTheseFiles(String file) throws IOException {
        String guide = Files.readString(ROOT.resolve("docs/writing-a-stage.md"));

        assertThat(guide)
                .contains(Files.readString(ROOT.resolve("topology/src/test").resolve(file)));
    }

    @Test
    void theExampleIsFoundByItsType() {
        Settings settings = typed("csv");

        var stage = Stages.load().preprocessor(settings.section()).orElseThrow();

        assertThat(stage).isInstanceOf(CsvPreprocessorFactory.class);
    }

    @Test
    void theExampleParsesLines() {
        WrittenRows written = WrittenRows.of(
                Settings.of("separator: ;")
                        .read(new CsvPreprocessorFactory()::configure, MODEL)
                        .get()
                        .prepare(csv("1;2\n3;4.5\n")),
                MODEL);

        assertThat(written.numbers(0)).containsExactly(1.0, 2.0, 3.0, 4.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'1,x' | the value is no number of the input's dtype: row=0, value=x, dtype=FLOAT32",
                "'1,2,3' | the line has the wrong number of values: row=0, values=3, expected=2",
                "'' | the text must have from 1 to 16 lines: lines=0",
            })
    void theExampleRefusesOtherLines(String text, String message) {
        var stage = Settings.of("separator: ','")
                .read(new CsvPreprocessorFactory()::configure, MODEL)
                .get();

        assertThatThrownBy(() -> stage.prepare(csv(text)))
                .isInstanceOf(RecordException.class)
                .hasMessage(message);
    }

    @Test
    void theExampleRefusesModelsThatItCannotServe() {
        assertThat(Settings.of("separator: ','")
                        .problemsOf(
                                new CsvPreprocessorFactory()::configure, Models.withInput(DataType.FLOAT32, -1, 2, 2)))
                .containsExactly("stage.input: must have rows of a fixed number of values, has the row shape [2,2]");
    }

    @Test
    void theExampleComputesTheMeanClass() {
        ModelBinding model = Models.withOutputs(List.of(), Models.tensor("p", DataType.FLOAT32, -1, 4));

        assertThat(Settings.of("name: stars")
                        .read(new ExpectationPostprocessorFactory()::configure, model)
                        .get()
                        .output(FixedResults.of(Shape.of(4), 0, 0.25, 0.5, 0.25)))
                .isEqualTo(new RegressionOutput(List.of(new RegressedRow(List.of(new NamedValue("stars", 2.0))))));
    }

    private static InferenceRequest csv(String text) {
        return Requests.encoded("text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Settings typed(String type) {
        Settings all = Settings.of("inner: {type: " + type + "}");
        return new Settings(all.section().section("inner"), all.problems());
    }

    /** The folder of the whole project, from wherever the tests run in it. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/writing-a-stage.md")) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }
}
