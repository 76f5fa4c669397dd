package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class RandomJpegsTest {
    private static final int BASELINE_FRAME = 0xFFC0;

    private final List<InferenceRequest> requests = RandomJpegs.requests(4, 224);

    @Test
    void takeAsManyBytesAsPhotographs() {
        assertThat(requests).allSatisfy(request -> assertThat(content(request)).hasSizeBetween(10_000, 30_000));
    }

    @Test
    void areBaselineColourImagesOfTheSizeAskedFor() throws IOException {
        byte[] jpeg = content(requests.get(1));

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));

        assertThat(List.of(
                        image.getWidth(),
                        image.getHeight(),
                        image.getColorModel().getNumComponents()))
                .containsExactly(224, 224, 3);
        assertThat(frame(ByteBuffer.wrap(jpeg))).isEqualTo(BASELINE_FRAME);
    }

    @Test
    void differFromEachOther() {
        assertThat(new HashSet<>(
                        requests.stream().map(InferenceRequest::getInput).toList()))
                .hasSize(4);
        assertThat(requests).extracting(InferenceRequest::getId).containsExactly("0", "1", "2", "3");
    }

    @Test
    void areTheSameEveryTime() {
        assertThat(RandomJpegs.requests(2, 224)).isEqualTo(requests.subList(0, 2));
    }

    private static byte[] content(InferenceRequest request) {
        EncodedPayload payload = (EncodedPayload) request.getInput();
        assertThat(payload.getMediaType()).isEqualTo("image/jpeg");
        return payload.getContent().array();
    }

    /** The marker that starts the frame, the first of those from 0xFFC0 to 0xFFC3. */
    private static int frame(ByteBuffer jpeg) {
        int at = Short.BYTES;
        while ((jpeg.getShort(at) & 0xFFFC) != BASELINE_FRAME) {
            at += Short.BYTES + Short.toUnsignedInt(jpeg.getShort(at + Short.BYTES));
        }
        return Short.toUnsignedInt(jpeg.getShort(at));
    }
}
