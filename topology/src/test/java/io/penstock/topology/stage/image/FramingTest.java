package io.penstock.topology.stage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramingTest {
    private static final Size SQUARE = new Size(10, 10);

    @ParameterizedTest
    @CsvSource({
        // resize, source, the part of it that is taken, the size it becomes and where that goes
        "STRETCH, 20, 40,   0, 20,   0, 40,   10, 10,  0, 0",
        "FIT,     20, 40,   0, 20,   0, 40,    5, 10,  2, 0",
        "FIT,     40, 20,   0, 40,   0, 20,   10,  5,  0, 2",
        "FIT,      5,  4,   0,  5,   0,  4,   10,  8,  0, 1",
        "FIT,    999,  1,   0, 999,  0,  1,   10,  1,  0, 4",
        "FILL,    20, 40,   0, 20,  10, 30,   10, 10,  0, 0",
        "FILL,    41, 20, 10.5, 30.5, 0, 20,  10, 10,  0, 0",
        "NONE,    10, 10,   0, 10,   0, 10,   10, 10,  0, 0",
    })
    void placesTheSource(
            Resize resize,
            int width,
            int height,
            double x0,
            double x1,
            double y0,
            double y1,
            int w,
            int h,
            int left,
            int top) {
        Placement placement = new Framing(resize, SQUARE, 0, SQUARE).place(new Size(width, height));

        assertThat(placement)
                .isEqualTo(new Placement(new Span(width, x0, x1, w), new Span(height, y0, y1, h), left, top));
    }

    @Test
    void refusesAnotherSizeWhenItMayNotResize() {
        assertThatThrownBy(() -> new Framing(Resize.NONE, SQUARE, 0, SQUARE).place(new Size(10, 11)))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.SHAPE_MISMATCH))
                .hasMessage("the image has the wrong size and preprocess.resize is none: size=10x11, expected=10x10");
    }

    @Test
    void cropsTheCentreOfWhatItResized() {
        Framing framing = new Framing(Resize.STRETCH, new Size(20, 10), 0, new Size(10, 4));

        assertThat(framing.place(new Size(40, 30)))
                .isEqualTo(new Placement(new Span(40, 10, 30, 10), new Span(30, 9, 21, 4), 0, 0));
    }

    @Test
    void cropsALetterboxWithItsBorder() {
        Framing framing = new Framing(Resize.FIT, new Size(20, 20), 0, new Size(12, 12));

        assertThat(framing.place(new Size(40, 20)))
                .isEqualTo(new Placement(new Span(40, 8, 32, 12), new Span(20, 0, 20, 10), 0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        // of 640x480, 341x256 are made and 224x224 taken; 58 columns are cut off at the left, 59 at the right
        "640, 480,  108.8563, 529.2668,  30, 450",
        "480, 640,  30, 450,  108.8563, 529.2668",
    })
    void evaluatesAsImageNetModelsAreEvaluated(int width, int height, double x0, double x1, double y0, double y1) {
        Placement placement =
                new Framing(Resize.STRETCH, SQUARE, 256, new Size(224, 224)).place(new Size(width, height));

        assertThat(placement.horizontal().pixels()).isEqualTo(224);
        assertThat(placement.vertical().pixels()).isEqualTo(224);
        assertThat(placement.horizontal().start()).isEqualTo(x0, within());
        assertThat(placement.horizontal().end()).isEqualTo(x1, within());
        assertThat(placement.vertical().start()).isEqualTo(y0, within());
        assertThat(placement.vertical().end()).isEqualTo(y1, within());
    }

    @Test
    void aVeryLongImageNeedsNoMoreRoomThanItsCrop() {
        Placement placement =
                new Framing(Resize.STRETCH, SQUARE, 16_384, new Size(224, 224)).place(new Size(65_535, 1));

        assertThat(placement.horizontal().pixels()).isEqualTo(224);
        assertThat(placement.vertical().pixels()).isEqualTo(224);
    }

    private static Offset<Double> within() {
        return Offset.offset(0.001);
    }
}
