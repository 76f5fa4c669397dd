package io.penstock.engine.onnxruntime;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.engine.ModelArtifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a model file, in lower-case hexadecimal. */
final class ModelHash {
    private ModelHash() {}

    /**
     * Reads the file.
     *
     * @throws EngineException FATAL, if it cannot be read
     */
    static String of(ModelArtifact model) {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(model.onnx()), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "the model file cannot be read: model=" + model.name() + "/" + model.version() + ", file="
                            + model.onnx() + ": " + e,
                    e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
