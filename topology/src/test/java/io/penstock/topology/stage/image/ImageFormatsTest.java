package io.penstock.topology.stage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.schema.EncodedPayload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format that is read, and every way in which its files can be broken. */
class ImageFormatsTest {
    private static final int[] QUADRANTS = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF};
    private static final int LOSSLESS = 0;

    private final ImageDecoder decoder = new ImageDecoder(1000, new SampleReader(3, Colour.BLACK));

    static List<Arguments> files() {
        return List.of(
                Arguments.of("png", "image/png", Pictures.png(Pictures.quadrants()), LOSSLESS),
                Arguments.of("gif", "image/gif", Pictures.encode(Pictures.quadrants(), "gif", false), LOSSLESS),
                Arguments.of("bmp", "image/bmp", Pictures.encode(Pictures.quadrants(), "bmp", false), LOSSLESS),
                Arguments.of("jpeg", "image/jpeg", Pictures.encode(Pictures.quadrants(), "jpeg", false), 16),
                Arguments.of("progressive", "image/jpeg", Pictures.encode(Pictures.quadrants(), "jpeg", true), 16),
                Arguments.of("webp", "image/webp", Pictures.resource("lossless.webp"), LOSSLESS),
                Arguments.of("lossy webp", "image/webp", Pictures.resource("lossy.webp"), 4),
                Arguments.of("animated webp", "image/webp", Pictures.resource("animated.webp"), LOSSLESS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void decodesTheSamePicture(String name, String mediaType, byte[] file, int tolerance) {
        Pixels pixels = decode(mediaType, file);

        assertThat(pixels.size()).isEqualTo(new Size(16, 12));
        assertQuadrant(pixels, 3, 2, QUADRANTS[0], tolerance);
        assertQuadrant(pixels, 12, 2, QUADRANTS[1], tolerance);
        assertQuadrant(pixels, 3, 9, QUADRANTS[2], tolerance);
        assertQuadrant(pixels, 12, 9, QUADRANTS[3], tolerance);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void refusesEveryTruncation(String name, String mediaType, byte[] file, int tolerance) {
        for (int length = 0; length < file.length; length++) {
            byte[] truncated = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> decode(mediaType, truncated))
                    .as("%s cut to %s bytes", name, length)
                    .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                            .isEqualTo(RecordFailure.UNDECODABLE));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void noDamageToAByteDoesMoreThanRefuseTheRecord(String name, String mediaType, byte[] file, int tolerance) {
        List<Throwable> others = new ArrayList<>();
        for (int at = 0; at < file.length; at++) {
            for (int flip : new int[] {0x01, 0x55, 0xFF}) {
                byte[] damaged = file.clone();
                damaged[at] ^= (byte) flip;
                try {
                    decode(mediaType, damaged);
                } catch (RecordException expected) {
                    assertThat(expected.failure()).isNotEqualTo(RecordFailure.INTERNAL);
                } catch (RuntimeException e) {
                    others.add(e);
                }
            }
        }
        assertThat(others).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void decodesAgainAfterABrokenFile(String name, String mediaType, byte[] file, int tolerance) {
        assertThatThrownBy(() -> decode(mediaType, Arrays.copyOf(file, file.length / 2)));

        assertThat(decode(mediaType, file).size()).isEqualTo(new Size(16, 12));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void checksTheLimitOfPixelsBeforeItDecodes(String name, String mediaType, byte[] file, int tolerance) {
        ImageDecoder strict = new ImageDecoder(191, new SampleReader(3, Colour.BLACK));

        assertThatThrownBy(() -> strict.decode(new EncodedPayload(mediaType, ByteBuffer.wrap(file))))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.TOO_LARGE))
                .hasMessage("the image has more pixels than preprocess.maxPixels: size=16x12, pixels=192,"
                        + " maxPixels=191");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void refusesAFileOfAnotherFormatThanItSays(String name, String mediaType, byte[] file, int tolerance) {
        String other = mediaType.equals("image/png") ? "image/gif" : "image/png";

        assertThatThrownBy(() -> decode(other, file))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.UNSUPPORTED_MEDIA_TYPE))
                .hasMessage("the media type does not fit the content: mediaType=" + other + ", content=" + mediaType);
    }

    @Test
    void readsMediaTypesInAnyCaseAndWithParameters() {
        byte[] png = Pictures.png(Pictures.quadrants());

        assertThat(decode("Image/PNG; name=\"a.png\"", png).size()).isEqualTo(new Size(16, 12));
    }

    @Test
    void namesTheMediaTypesThatAreRead() {
        assertThatThrownBy(() -> decode("image/tiff", new byte[] {'I', 'I', '*', 0}))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.UNSUPPORTED_MEDIA_TYPE))
                .hasMessage("the image stage does not read this media type: mediaType=image/tiff,"
                        + " supported=image/bmp, image/gif, image/jpeg, image/png, image/webp");
    }

    @Test
    void refusesBytesThatAreNoImage() {
        assertThatThrownBy(() -> decode("image/png", "<svg/>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.UNDECODABLE))
                .hasMessage("the image cannot be decoded: mediaType=image/png, bytes=6,"
                        + " reason=its first bytes are those of no image format");
    }

    @Test
    void refusesAnEmptyPayload() {
        assertThatThrownBy(() -> decode("image/jpeg", new byte[0]))
                .hasMessage("the image cannot be decoded: mediaType=image/jpeg, bytes=0,"
                        + " reason=its first bytes are those of no image format");
    }

    @Test
    void saysWhereAFileEnds() {
        byte[] png = Pictures.png(Pictures.quadrants());

        assertThatThrownBy(() -> decode("image/png", Arrays.copyOf(png, 40)))
                .hasMessageStartingWith("the image cannot be decoded: mediaType=image/png, bytes=40,"
                        + " reason=the file ends at byte 40 and should go on to ");
    }

    @Test
    void readsADirectBufferThatStartsInTheMiddle() {
        byte[] png = Pictures.png(Pictures.quadrants());
        ByteBuffer direct = ByteBuffer.allocateDirect(png.length + 20).position(10);
        direct.put(png).position(10).limit(10 + png.length);

        assertThat(decoder.decode(new EncodedPayload("image/png", direct)).size())
                .isEqualTo(new Size(16, 12));
        assertThat(direct.position()).isEqualTo(10);
    }

    @Test
    void readsAHeapBufferThatStartsInTheMiddle() {
        byte[] png = Pictures.png(Pictures.quadrants());
        ByteBuffer part = ByteBuffer.allocate(png.length + 20).position(10);
        part.put(png).position(10).limit(10 + png.length);

        assertThat(decoder.decode(new EncodedPayload("image/png", part)).size()).isEqualTo(new Size(16, 12));
    }

    private Pixels decode(String mediaType, byte[] file) {
        return decoder.decode(new EncodedPayload(mediaType, ByteBuffer.wrap(file)));
    }

    private static void assertQuadrant(Pixels pixels, int x, int y, int rgb, int tolerance) {
        int at = (y * pixels.size().width() + x) * 3;
        for (int channel = 0; channel < 3; channel++) {
            assertThat(pixels.samples()[at + channel] & 0xFF)
                    .as("channel %s at %s, %s", channel, x, y)
                    .isCloseTo((rgb >> (16 - 8 * channel)) & 0xFF, within(tolerance));
        }
    }
}
