package io.penstock.topology.stage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.RecordException;
import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.inference.RowSource;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Models;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.Requests;
import io.penstock.topology.stage.Settings;
import io.penstock.topology.stage.WrittenRows;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImagePreprocessorTest {
    private static final ModelBinding GRAY = Models.withInput(DataType.FLOAT32, -1, 1, 1, 2);
    private static final ModelBinding COLOUR = Models.withInput(DataType.FLOAT32, -1, 3, 1, 2);
    private static final ModelBinding COLOUR_LAST = Models.withInput(DataType.FLOAT32, -1, 2, 1, 3);
    private static final BufferedImage TWO_PIXELS = Pictures.rgb(new int[] {0x0A141E, 0x28323C});

    @Test
    void takesSizeAndChannelsFromTheModel() {
        assertThat(write(GRAY, Pictures.gray(new int[] {0, 255}), "# all from the model"))
                .containsExactly(0.0, 255.0);
    }

    @Test
    void isOneRowOfTheFirstBucket() {
        RowSource row = stage(GRAY, "scale: 1/255").prepare(png(Pictures.gray(new int[] {0, 255})));

        assertThat(row.rows()).isEqualTo(1);
        assertThat(row.bucket()).isZero();
        assertThat(row.bytes()).isEqualTo(2);
    }

    @Test
    void writesOnePlaneAfterTheOther() {
        assertThat(write(COLOUR, TWO_PIXELS, "layout: nchw")).containsExactly(10.0, 40.0, 20.0, 50.0, 30.0, 60.0);
    }

    @Test
    void writesOnePixelAfterTheOtherWhenTheModelHasItsChannelsLast() {
        assertThat(write(
                        COLOUR_LAST,
                        Pictures.rgb(new int[] {0x0A141E}, new int[] {0x28323C}),
                        "# layout from the model"))
                .containsExactly(10.0, 20.0, 30.0, 40.0, 50.0, 60.0);
    }

    @Test
    void turnsTheOrderOfColours() {
        assertThat(write(COLOUR, TWO_PIXELS, "colour: bgr")).containsExactly(30.0, 60.0, 20.0, 50.0, 10.0, 40.0);
    }

    @Test
    void normalisesEachChannelInTheOrderOfTheTensor() {
        assertThat(write(COLOUR, TWO_PIXELS, "scale: 0.5", "mean: [5, 10, 15]", "std: [1, 2, 4]"))
                .containsExactly(0.0, 15.0, 0.0, 7.5, 0.0, 3.75);
        assertThat(write(COLOUR, TWO_PIXELS, "colour: bgr", "scale: 0.5", "mean: [15, 10, 5]", "std: [4, 2, 1]"))
                .containsExactly(0.0, 3.75, 0.0, 7.5, 0.0, 15.0);
    }

    @Test
    void oneMeanServesAllChannels() {
        assertThat(write(COLOUR, TWO_PIXELS, "mean: 10", "std: 2")).containsExactly(0.0, 15.0, 5.0, 20.0, 10.0, 25.0);
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT32, 1/255, 0, 0, 1",
        "FLOAT16, 1/255, 0, 0, 1",
        "UINT8, 1, 0, 0, 255",
        "INT8, 1, 128, -128, 127",
        "INT32, 1000, 0, 0, 255000",
        "INT64, 1, 0, 0, 255",
    })
    void writesEveryDtypeThatHoldsTheValues(DataType dtype, String scale, int mean, double black, double white) {
        ModelBinding model = Models.withInput(dtype, -1, 1, 1, 2);

        assertThat(write(model, Pictures.gray(new int[] {0, 255}), "scale: " + scale, "mean: " + mean))
                .containsExactly(black, white);
    }

    @Test
    void roundsToWholeNumbersForIntegers() {
        ModelBinding model = Models.withInput(DataType.UINT8, -1, 1, 1, 2);

        assertThat(write(model, Pictures.gray(new int[] {100, 101}), "scale: 0.506"))
                .containsExactly(51.0, 51.0);
    }

    @Test
    void letterboxesWithThePaddingColour() {
        ModelBinding model = Models.withInput(DataType.FLOAT32, -1, 3, 3, 2);

        assertThat(write(model, TWO_PIXELS, "resize: fit", "pad: [1, 2, 3]"))
                .containsExactly(
                        1.0, 1.0, 10.0, 40.0, 1.0, 1.0, 2.0, 2.0, 20.0, 50.0, 2.0, 2.0, 3.0, 3.0, 30.0, 60.0, 3.0, 3.0);
    }

    @Test
    void fillsByCuttingOffBothEnds() {
        assertThat(write(GRAY, Pictures.gray(new int[] {9, 10, 20, 9}), "resize: fill"))
                .containsExactly(10.0, 20.0);
    }

    @Test
    void cropsAfterItHasResized() {
        assertThat(write(GRAY, Pictures.gray(new int[] {9, 10, 20, 9}), "width: 4", "height: 1", "crop: [2, 1]"))
                .containsExactly(10.0, 20.0);
    }

    @Test
    void cropsByTheShorterSide() {
        ModelBinding model = Models.withInput(DataType.FLOAT32, -1, 1, 2, 2);
        BufferedImage image = Pictures.gray(new int[] {9, 10, 20, 9}, new int[] {9, 30, 40, 9});

        assertThat(write(model, image, "shorterSide: 2", "crop: [2, 2]")).containsExactly(10.0, 20.0, 30.0, 40.0);
    }

    @Test
    void takesTheBucketOfItsSizeWhenTheModelLeavesTheSizeOpen() {
        ModelBinding model = anySize();

        RowSource row =
                stage(model, "width: 2", "height: 1", "channels: 1").prepare(png(Pictures.gray(new int[] {1, 2})));

        assertThat(row.bucket()).isEqualTo(1);
        assertThat(WrittenRows.of(row, model).numbers(0)).containsExactly(1.0, 2.0);
    }

    @Test
    void aRowOutlivesTheNextOne() {
        Preprocessor stage = stage(GRAY, "scale: 1");
        RowSource first = stage.prepare(png(Pictures.gray(new int[] {1, 2, 3})));

        stage.prepare(png(Pictures.gray(new int[] {200, 201, 202})));

        assertThat(WrittenRows.of(first, GRAY).numbers(0)).containsExactly(1.0, 3.0);
    }

    @Test
    void refusesTensors() {
        assertThatThrownBy(() -> stage(GRAY, "scale: 1").prepare(Requests.tensors()))
                .isInstanceOf(RecordException.class)
                .hasMessage("the image stage reads an encoded payload, not tensors");
    }

    @Test
    void keepsToItsLimitOfPixels() {
        assertThatThrownBy(() -> stage(GRAY, "maxPixels: 1").prepare(png(Pictures.gray(new int[] {1, 2}))))
                .isInstanceOf(RecordException.class)
                .hasMessage("the image has more pixels than preprocess.maxPixels: size=2x1, pixels=2, maxPixels=1");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void reportsEveryMistakeOfItsSettings(ModelBinding model, String settings, List<String> problems) {
        assertThat(Settings.of(settings.split("; ", -1)).problemsOf(new ImagePreprocessorFactory()::configure, model))
                .containsExactlyInAnyOrderElementsOf(problems);
    }

    static List<Arguments> mistakes() {
        return List.of(
                mistake(
                        GRAY,
                        "width: 16",
                        "stage.width: the images have the row shape [1,1,16], the model takes [[1,1,2]]"),
                mistake(
                        GRAY,
                        "channels: 2",
                        "stage.channels: must be 1 for gray, 3 for rgb and bgr, is 2",
                        "stage.width: the images have the row shape [3,1,2], the model takes [[1,1,2]]"),
                mistake(
                        COLOUR,
                        "channels: 3; colour: gray",
                        "stage.channels: must be 1 for gray, 3 for rgb and bgr, is 3",
                        "stage.width: the images have the row shape [1,1,2], the model takes [[3,1,2]]"),
                mistake(
                        COLOUR,
                        "mean: [1, 2]; std: [1, 0, 1]; resize: shrink",
                        "stage.mean: must be one number or one for each of 3 channels, is [1.0, 2.0]",
                        "stage.std: must not be 0, is [1.0, 0.0, 1.0]",
                        "stage.resize: must be one of stretch, fit, fill, none, is shrink"),
                mistake(
                        GRAY,
                        "pad: [1, 2]; background: 256",
                        "stage.pad: must be one gray or red, green and blue, each from 0 to 255, is [1, 2]",
                        "stage.background: must be one gray or red, green and blue, each from 0 to 255, is [256]"),
                mistake(GRAY, "crop: [2]", "stage.crop: must be width and height, each from 1 to 16384, is [2]"),
                mistake(GRAY, "width: 1; crop: [2, 1]", "stage.crop: must be at most width and height 1x1, is 2x1"),
                mistake(
                        GRAY,
                        "shorterSide: 1; resize: fit",
                        "stage.shorterSide: must be at least the size that remains 2x1, is 1",
                        "stage.resize: is not used with shorterSide, leave one of them out"),
                mistake(
                        Models.withInput(DataType.UINT8, -1, 1, 1, 2),
                        "scale: 2",
                        "stage.scale: normalised samples do not fit the input's dtype: value=256.0, dtype=UINT8;"
                                + " see scale, mean and std"),
                mistake(
                        anySize(),
                        "channels: 1",
                        "stage.width: is required, as the model leaves it open",
                        "stage.height: is required, as the model leaves it open",
                        "stage.width: the images have the row shape [1,1,1], the model takes [[1,4,4], [1,1,2]]"));
    }

    private static Arguments mistake(ModelBinding model, String settings, String... problems) {
        return Arguments.of(model, settings, List.of(problems));
    }

    private static ModelBinding anySize() {
        Signature signature = new Signature(
                List.of(Models.tensor("x", DataType.FLOAT32, -1, -1, -1, -1)),
                List.of(Models.tensor("y", DataType.FLOAT32, -1, 1)));
        return Models.of(
                signature,
                List.of(new Bucket("4", List.of(Shape.of(1, 4, 4))), new Bucket("2", List.of(Shape.of(1, 1, 2)))),
                List.of());
    }

    private static List<Double> write(ModelBinding model, BufferedImage image, String... settings) {
        return WrittenRows.of(stage(model, settings).prepare(png(image)), model).numbers(0);
    }

    private static Preprocessor stage(ModelBinding model, String... settings) {
        return Settings.of(settings)
                .read(new ImagePreprocessorFactory()::configure, model)
                .get();
    }

    private static InferenceRequest png(BufferedImage image) {
        return Requests.encoded("image/png", Pictures.png(image));
    }
}
