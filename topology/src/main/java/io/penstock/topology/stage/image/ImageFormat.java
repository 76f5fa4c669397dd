package io.penstock.topology.stage.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;

/** The image formats that are read. */
enum ImageFormat {
    BMP(new BmpLayout(), "image/bmp", "image/x-bmp", "image/x-ms-bmp") {
        @Override
        boolean begins(Content content) {
            return content.has(0, "BM");
        }
    },
    GIF(new GifLayout(), "image/gif") {
        @Override
        boolean begins(Content content) {
            return content.has(0, "GIF87a") || content.has(0, "GIF89a");
        }
    },
    JPEG(new JpegLayout(), "image/jpeg", "image/jpg") {
        @Override
        boolean begins(Content content) {
            return content.has(0, "\u00FF\u00D8\u00FF");
        }

        @Override
        ImageReader newReader() throws IOException {
            return registered(JPEGImageReaderSpi.class)
                    .orElseThrow(() -> new IIOException("the JPEG plug-in is not on the class path of ImageIO"))
                    .createReaderInstance();
        }
    },
    PNG(new PngLayout(), "image/png") {
        @Override
        boolean begins(Content content) {
            return content.has(0, "\u0089PNG\r\n\u001A\n");
        }
    },
    WEBP(new WebpLayout(), "image/webp") {
        @Override
        boolean begins(Content content) {
            return content.has(0, "RIFF") && content.has(8, "WEBP");
        }

        @Override
        ImageReader newReader() throws IOException {
            return new WebPImageReaderSpi().createReaderInstance();
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // stateless
    private final FileLayout layout;

    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<String> mediaTypes;

    ImageFormat(FileLayout layout, String... mediaTypes) {
        this.layout = layout;
        this.mediaTypes = List.of(mediaTypes);
    }

    /** The format of this media type; its case and parameters do not matter. */
    static Optional<ImageFormat> ofMediaType(String mediaType) {
        int parameters = mediaType.indexOf(';');
        String bare = (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.mediaTypes.contains(bare))
                .findFirst();
    }

    /** The format that the first bytes are the sign of. */
    static Optional<ImageFormat> ofContent(Content content) {
        return Arrays.stream(values()).filter(format -> format.begins(content)).findFirst();
    }

    /** The media types that are read, for messages. */
    static String supported() {
        return Arrays.stream(values()).map(ImageFormat::mediaType).collect(Collectors.joining(", "));
    }

    String mediaType() {
        return mediaTypes.get(0);
    }

    FileLayout layout() {
        return layout;
    }

    abstract boolean begins(Content content);

    /** A decoder, which belongs to one thread. */
    ImageReader newReader() throws IOException {
        return ImageIO.getImageReadersByFormatName(name()).next();
    }

    /** The registry's instance, which has found the decoder that it delegates to. */
    private static <T> Optional<T> registered(Class<T> type) {
        return Optional.ofNullable(IIORegistry.getDefaultInstance().getServiceProviderByClass(type));
    }
}
