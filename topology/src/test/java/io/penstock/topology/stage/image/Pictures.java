package io.penstock.topology.stage.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Images made for tests, and their files. */
final class Pictures {
    private Pictures() {}

    /** 16x12: red and green above, blue and white below. */
    static BufferedImage quadrants() {
        return decoded("quadrants.png");
    }

    static BufferedImage decoded(String resource) {
        try (InputStream file = stream(resource)) {
            return ImageIO.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] resource(String name) {
        try (InputStream file = stream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of gray samples. */
    static BufferedImage gray(int[]... rows) {
        BufferedImage image = new BufferedImage(rows[0].length, rows.length, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < rows.length; y++) {
            image.getRaster().setSamples(0, y, rows[y].length, 1, 0, rows[y]);
        }
        return image;
    }

    /** Rows of {@code 0xRRGGBB}. */
    static BufferedImage rgb(int[]... rows) {
        BufferedImage image = new BufferedImage(rows[0].length, rows.length, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < rows.length; y++) {
            image.setRGB(0, y, rows[y].length, 1, rows[y], 0, rows[y].length);
        }
        return image;
    }

    static byte[] png(BufferedImage image) {
        return encode(image, "png", false);
    }

    static byte[] encode(BufferedImage image, String format, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (progressive) {
                settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static InputStream stream(String resource) {
        return Objects.requireNonNull(Pictures.class.getResourceAsStream("/images/" + resource), resource);
    }
}
