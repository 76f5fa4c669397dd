package io.penstock.benchmarks.pipeline;

import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Requests with a colour image each, as a baseline JPEG: brightness and colours vary smoothly at several scales, which
 * takes about as many bytes as a photograph. The same number gives the same pixels.
 */
final class RandomJpegs {
    private static final float QUALITY = 0.85f;
    private static final int SEED = 1;
    private static final double GRAY = 128;
    private static final double CONTRAST = 40;
    private static final double COLOURFULNESS = 0.4;

    private RandomJpegs() {}

    /** So many requests with images of this many pixels a side; request i has the id i. */
    static List<InferenceRequest> requests(int count, int side) {
        return IntStream.range(0, count)
                .mapToObj(i -> InferenceRequest.newBuilder()
                        .setId(Integer.toString(i))
                        .setInput(new EncodedPayload("image/jpeg", ByteBuffer.wrap(encode(image(i, side)))))
                        .build())
                .toList();
    }

    private static BufferedImage image(int number, int side) {
        Random random = new Random((long) SEED << Integer.SIZE | number);
        SmoothNoise brightness = new SmoothNoise(side, random);
        List<SmoothNoise> colours = IntStream.range(0, 3)
                .mapToObj(channel -> new SmoothNoise(side, random))
                .toList();
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int pixel = 0;
                for (SmoothNoise colour : colours) {
                    pixel = pixel << Byte.SIZE | level(brightness.at(x, y) + COLOURFULNESS * colour.at(x, y));
                }
                image.setRGB(x, y, pixel);
            }
        }
        return image;
    }

    private static int level(double noise) {
        return (int) Math.max(0, Math.min(255, GRAY + CONTRAST * noise));
    }

    private static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "jpeg")
                .next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(QUALITY);
        settings.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
