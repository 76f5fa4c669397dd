package io.penstock.benchmarks.rivals;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes the description of a model for the null engine: {@code data [-1, bytes] uint8} in and out. */
final class NullModel {
    private static final byte[] FILE = "computes nothing".getBytes(StandardCharsets.US_ASCII);

    private NullModel() {}

    /** Writes it into a folder of models; returns its name. */
    static String write(Path models, int bytes) {
        String name = "null-" + bytes;
        try {
            Path folder = Files.createDirectories(models.resolve(name).resolve("1"));
            Files.write(folder.resolve("model.onnx"), FILE);
            Files.writeString(
                    folder.resolve("model.yaml"),
                    """
                    name: %s
                    version: 1
                    onnx: model.onnx
                    sha256: %s
                    inputs:
                      - { name: data, dtype: uint8, shape: [-1, %d] }
                    outputs:
                      - { name: data, dtype: uint8, shape: [-1, %d] }
                    """
                            .formatted(name, sha256(), bytes, bytes));
        } catch (IOException e) {
            throw new PenstockException(FailureCategory.FATAL, "no model in " + models + ": " + e.getMessage(), e);
        }
        return name;
    }

    private static String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(FILE));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
