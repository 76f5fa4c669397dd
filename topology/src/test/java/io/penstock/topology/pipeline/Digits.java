package io.penstock.topology.pipeline;

import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The digits model's held-out images with their labels. */
final class Digits {
    private static final Path FOLDER = Path.of(System.getProperty("penstock.models"), "digits", "1");

    private final byte[] png;
    private final String label;

    private Digits(byte[] png, String label) {
        this.png = png;
        this.label = label;
    }

    String label() {
        return label;
    }

    byte[] png() {
        return png.clone();
    }

    static List<Digits> heldOut() {
        try {
            return Files.readAllLines(FOLDER.resolve("held-out/labels.csv")).stream()
                    .skip(1)
                    .map(line -> line.split(",", 2))
                    .map(columns -> new Digits(bytes(columns[0]), columns[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve("held-out").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InferenceRequest request(String id) {
        return request(id, "image/png", png);
    }

    static InferenceRequest request(String id, String mediaType, byte[] content) {
        return InferenceRequest.newBuilder()
                .setId(id)
                .setInput(new EncodedPayload(mediaType, ByteBuffer.wrap(content)))
                .build();
    }
}
