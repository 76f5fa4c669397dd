package io.penstock.topology.stage.image;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.schema.EncodedPayload;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes whole images of the formats that are read, and refuses all else. Belongs to one thread. */
final class ImageDecoder {
    /** What JPEG and GIF can express; a longer line of pixels would need too much room to resize. */
    private static final int MAX_SIDE = 65_535;

    private final long maxPixels;
    private final SampleReader sampleReader;
    private final Map<ImageFormat, ImageReader> readers = new EnumMap<>(ImageFormat.class);
    private final ReadWatch watch = new ReadWatch();

    /**
     * A decoder with a limit on what it makes room for.
     *
     * @param maxPixels the most pixels an image may have, looked up before it is decoded
     */
    ImageDecoder(long maxPixels, SampleReader sampleReader) {
        this.maxPixels = maxPixels;
        this.sampleReader = sampleReader;
    }

    /**
     * The image of a payload; of an animation, the first frame.
     *
     * @throws RecordException UNSUPPORTED_MEDIA_TYPE, if it is not of a format that is read or not of the one it says;
     *     TOO_LARGE, if it has too many pixels; UNDECODABLE, if it is broken or incomplete
     */
    Pixels decode(EncodedPayload payload) {
        Content content = Content.of(payload.getContent());
        ImageFormat format = format(payload.getMediaType(), content);
        try {
            requireAcceptable(format.layout().size(content), format);
            format.layout().requireComplete(content);
            return sampleReader.read(read(format, content));
        } catch (IOException | RuntimeException e) {
            if (e instanceof RecordException refused) {
                throw refused;
            }
            throw undecodable(format.mediaType(), content, e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private static ImageFormat format(String mediaType, Content content) {
        ImageFormat declared = ImageFormat.ofMediaType(mediaType)
                .orElseThrow(() -> new RecordException(
                        RecordFailure.UNSUPPORTED_MEDIA_TYPE,
                        "the image stage does not read this media type: mediaType=" + mediaType + ", supported="
                                + ImageFormat.supported()));
        ImageFormat actual = ImageFormat.ofContent(content)
                .orElseThrow(() -> undecodable(
                        declared.mediaType(), content, "its first bytes are those of no image format", null));
        if (declared != actual) {
            throw new RecordException(
                    RecordFailure.UNSUPPORTED_MEDIA_TYPE,
                    "the media type does not fit the content: mediaType=" + mediaType + ", content="
                            + actual.mediaType());
        }
        return declared;
    }

    private void requireAcceptable(Size size, ImageFormat format) throws IOException {
        if (size.pixels() > maxPixels) {
            throw new RecordException(
                    RecordFailure.TOO_LARGE,
                    "the image has more pixels than preprocess.maxPixels: size=" + size + ", pixels=" + size.pixels()
                            + ", maxPixels=" + maxPixels);
        }
        if (Math.max(size.width(), size.height()) > MAX_SIDE) {
            throw new RecordException(
                    RecordFailure.TOO_LARGE, "the image is too long: size=" + size + ", longest side=" + MAX_SIDE);
        }
        if (size.pixels() == 0) {
            throw new IIOException(
                    "the " + format.name().toLowerCase(Locale.ROOT) + " image has no pixels: size=" + size);
        }
    }

    private BufferedImage read(ImageFormat format, Content content) throws IOException {
        ImageReader reader = reader(format);
        watch.reset();
        try (ImageInputStream stream = new ContentStream(content)) {
            reader.setInput(stream, true, true);
            BufferedImage image = reader.read(0);
            watch.requireWhole(format);
            return image;
        } finally {
            reader.setInput(null);
        }
    }

    private ImageReader reader(ImageFormat format) throws IOException {
        ImageReader reader = readers.get(format);
        if (reader == null) {
            reader = format.newReader();
            reader.addIIOReadWarningListener(watch);
            reader.addIIOReadProgressListener(watch);
            readers.put(format, reader);
        }
        return reader;
    }

    private static RecordException undecodable(
            String mediaType, Content content, String reason, @Nullable Throwable cause) {
        return new RecordException(
                RecordFailure.UNDECODABLE,
                "the image cannot be decoded: mediaType=" + mediaType + ", bytes=" + content.length() + ", reason="
                        + reason,
                cause);
    }
}
