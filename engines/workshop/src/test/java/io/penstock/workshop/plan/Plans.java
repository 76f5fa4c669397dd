package io.penstock.workshop.plan;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.workshop.samples.Sha256;
import io.penstock.workshop.verify.OutputErrors;
import io.penstock.workshop.verify.Tolerance;
import io.penstock.workshop.verify.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Plans to test with. */
final class Plans {
    static final Target H200 = new Target("NVIDIA H200", "9.0", "10.6.0");
    static final Target A100 = new Target("NVIDIA A100-SXM4-80GB", "8.0", "10.6.0");
    static final PlanKey DIGITS = key("fp16", H200);
    static final String ONNX = "0".repeat(64);

    static final Signature SIGNATURE = new Signature(
            List.of(new TensorSpec("image", DataType.FLOAT32, Shape.of(-1, 1, 8, 8))),
            List.of(new TensorSpec("logits", DataType.FLOAT32, Shape.of(-1, 10))));
    static final Bucket BUCKET = Bucket.fixed(SIGNATURE);

    private Plans() {}

    static PlanKey key(String precision, Target target) {
        return new PlanKey("digits", "1", target, precision, "");
    }

    static PlanRequest request(int maxRows) {
        return new PlanRequest("digits", "1", ONNX, H200, "fp16", maxRows, List.of(BUCKET));
    }

    static PlanManifest store(PlanRepository repository, PlanKey key, String content) {
        return store(repository, key, content, false);
    }

    static PlanManifest store(PlanRepository repository, PlanKey key, String content, boolean ampereOrNewer) {
        return repository.store(key, part -> {
            write(part, content);
            return (sha256, bytes) -> manifest(key, sha256, bytes, ampereOrNewer);
        });
    }

    static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PlanManifest manifest(PlanKey key, String sha256, long bytes, boolean ampereOrNewer) {
        return new PlanManifest(
                PlanManifest.FORMAT,
                key,
                sha256,
                bytes,
                ONNX,
                null,
                "580.159",
                ampereOrNewer,
                List.of(PlanProfile.of(BUCKET, SIGNATURE, 1, 32, 64)),
                Map.of("optimizationLevel", "3"),
                12.5,
                "2026-01-01T00:00:00Z",
                null);
    }

    static Verification verification(String sha256, String... failures) {
        return new Verification(
                failures.length == 0,
                List.of(failures),
                sha256,
                "tensorrt 10.6.0 fp16 on cuda:0 NVIDIA H200",
                "onnxruntime 1.29.0 fp32 on cpu",
                "random, seed 1",
                8,
                Tolerance.of("fp16"),
                List.of(new OutputErrors("logits", 80, 0.01, 0.001, 0.02, 0.002, 0.99999, 1.0, 0)),
                null,
                "2026-01-01T00:00:00Z");
    }

    static String sha256(String content) {
        return Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    }
}
