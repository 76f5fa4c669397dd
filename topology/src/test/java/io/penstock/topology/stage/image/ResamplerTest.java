package io.penstock.topology.stage.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplerTest {
    @ParameterizedTest
    @CsvSource({
        // worked out by hand: the weights of a shrunk pixel reach over the pixels it covers, and beyond for the last
        // two
        "NEAREST,  2, '0 100 200 40',  '100 40'",
        "AREA,     2, '0 100 200 40',  '50 120'",
        "BILINEAR, 2, '0 100 200 40',  '71 117'",
        "BICUBIC,  2, '0 100 200 40',  '68 122'",
        "NEAREST,  4, '0 100',         '0 0 100 100'",
        "AREA,     4, '0 100',         '0 0 100 100'",
        "BILINEAR, 4, '0 100',         '0 25 75 100'",
        "AREA,     3, '0 60 120 30',   '0 90 30'",
        "BILINEAR, 1, '0 50 100',      '50'",
        "BICUBIC,  3, '0 255 0',       '0 255 0'",
    })
    void resizesALine(Interpolation interpolation, int pixels, String line, String expected) {
        List<Integer> source = numbers(line);

        assertThat(resample(interpolation, source, source.size(), 1, pixels, 1)).isEqualTo(numbers(expected));
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void resizesAColumnAsItResizesALine(Interpolation interpolation) {
        List<Integer> source = numbers("3 250 17 90 90 4 200 131 64");

        assertThat(resample(interpolation, source, 1, 9, 1, 4)).isEqualTo(resample(interpolation, source, 9, 1, 4, 1));
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void leavesAUniformImageUniform(Interpolation interpolation) {
        List<Integer> source = Collections.nCopies(13 * 7, 201);

        assertThat(resample(interpolation, source, 13, 7, 5, 9)).hasSize(45).containsOnly(201);
        assertThat(resample(interpolation, source, 13, 7, 29, 3)).hasSize(87).containsOnly(201);
    }

    @Test
    void leavesAnImageOfTheRightSizeAlone() {
        Pixels image = pixels(numbers("1 2 3 4 5 6"), 3, 2);

        assertThat(new Resampler(Interpolation.BICUBIC).resample(image, whole(3, 3), whole(2, 2)))
                .isSameAs(image);
    }

    @Test
    void takesTheBordersOfAPartFromTheWholeImage() {
        Pixels image = pixels(numbers("0 100 200 40"), 4, 1);

        Pixels left = new Resampler(Interpolation.BILINEAR).resample(image, new Span(4, 0, 2, 1), whole(1, 1));

        assertThat(samples(left)).containsExactly(71);
    }

    @Test
    void keepsChannelsApart() {
        Pixels image = Pixels.black(new Size(2, 1), 3);
        byte[] samples = {10, 20, 30, 50, 60, 70};
        System.arraycopy(samples, 0, image.samples(), 0, samples.length);

        Pixels half = new Resampler(Interpolation.AREA).resample(image, whole(2, 1), whole(1, 1));

        assertThat(samples(half)).containsExactly(30, 40, 50);
    }

    private static List<Integer> resample(
            Interpolation interpolation, List<Integer> samples, int width, int height, int toWidth, int toHeight) {
        return samples(new Resampler(interpolation)
                .resample(pixels(samples, width, height), whole(width, toWidth), whole(height, toHeight)));
    }

    private static Span whole(int source, int pixels) {
        return new Span(source, 0, source, pixels);
    }

    private static Pixels pixels(List<Integer> samples, int width, int height) {
        Pixels pixels = Pixels.black(new Size(width, height), 1);
        for (int i = 0; i < samples.size(); i++) {
            pixels.samples()[i] = samples.get(i).byteValue();
        }
        return pixels;
    }

    private static List<Integer> samples(Pixels pixels) {
        List<Integer> samples = new ArrayList<>();
        for (byte sample : pixels.samples()) {
            samples.add(Byte.toUnsignedInt(sample));
        }
        return samples;
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : text.split(" ", -1)) {
            numbers.add(Integer.parseInt(number));
        }
        return numbers;
    }
}
