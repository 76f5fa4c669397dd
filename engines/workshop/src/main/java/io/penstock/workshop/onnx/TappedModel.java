package io.penstock.workshop.onnx;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a copy of an ONNX file that also gives what flows between its nodes. Two messages of Protocol Buffers one after
 * the other are one message with the fields of both, so the copy is the original, followed by a model of nothing but the
 * added nodes and outputs. Each tapped tensor is flattened to {@code [rows, elements]}, whatever its rank.
 */
public final class TappedModel {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_OUTPUT = 12;
    private static final int FLOAT = 1;

    private TappedModel() {}

    /** The name of the output that gives what the tap of this index hears. */
    public static String tap(int index) {
        return "penstock_tap_" + index;
    }

    /**
     * Writes the copy beside the original, where its external data lies. The caller deletes it.
     *
     * @param tensors the float32 tensors to hear, the batch first
     */
    public static Path write(Path original, List<String> tensors) {
        try {
            Path copy = Files.createTempFile(original.toAbsolutePath().getParent(), ".tapped", ".onnx");
            try (OutputStream target = Files.newOutputStream(copy)) {
                Files.copy(original, target);
                target.write(message(MODEL_GRAPH, taps(tensors)));
            }
            return copy;
        } catch (IOException e) {
            throw new PenstockException(
                    FailureCategory.FATAL, "cannot write a copy beside the model: file=" + original + ": " + e, e);
        }
    }

    private static byte[] taps(List<String> tensors) {
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        for (int i = 0; i < tensors.size(); i++) {
            graph.writeBytes(message(GRAPH_NODE, flatten(tensors.get(i), tap(i))));
            graph.writeBytes(message(GRAPH_OUTPUT, output(tap(i))));
        }
        return graph.toByteArray();
    }

    private static byte[] flatten(String tensor, String tap) {
        return join(text(1, tensor), text(2, tap), text(3, tap), text(4, "Flatten"));
    }

    private static byte[] output(String tap) {
        byte[] shape = join(message(1, text(2, "penstock_rows")), message(1, text(2, tap + "_elements")));
        byte[] tensorType = join(new byte[] {1 << 3, FLOAT}, message(2, shape));
        return join(text(1, tap), message(2, message(1, tensorType)));
    }

    private static byte[] text(int field, String text) {
        return message(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] message(int field, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write((field << 3) | 2);
        int length = content.length;
        while (length > 0x7F) {
            bytes.write((length & 0x7F) | 0x80);
            length >>>= 7;
        }
        bytes.write(length);
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
