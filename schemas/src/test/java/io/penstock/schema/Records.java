package io.penstock.schema;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records with every field set. */
public final class Records {
    private static final Instant THEN = Instant.ofEpochMilli(1_700_000_000_123L);

    private Records() {}

    public static InferenceRequest encodedRequest(String id) {
        return request(id)
                .setInput(new EncodedPayload("image/png", bytes("not really a PNG")))
                .build();
    }

    public static InferenceRequest tensorRequest(String id) {
        return request(id).setInput(new TensorInputs(List.of(tensor()))).build();
    }

    public static InferenceResult result(Object output) {
        return InferenceResult.newBuilder()
                .setId("r1")
                .setOutput(output)
                .setModel(new ModelIdentity("digits", "1", "ab12", "onnxruntime"))
                .setBatch(new BatchInfo(7L, 5, 3))
                .setTimings(new Timings(100L, 200L, 1_000L))
                .setCompletedAt(THEN)
                .build();
    }

    public static ClassificationOutput classification() {
        return new ClassificationOutput(List.of(new ClassifiedRow(List.of(new ScoredClass("seven", 7, 0.5f)))));
    }

    public static DetectionOutput detection() {
        var cat = new Detection("cat", 3, 0.75f, new Box(1f, 2f, 3f, 4f));
        return new DetectionOutput(
                BoxUnit.MODEL_PIXELS, List.of(new DetectedRow(List.of(cat)), new DetectedRow(List.of())));
    }

    public static RegressionOutput regression() {
        return new RegressionOutput(List.of(new RegressedRow(List.of(new NamedValue("price", 1.25)))));
    }

    public static Tensor tensor() {
        return new Tensor("x", DataType.UINT8, List.of(1L, 3L), ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }

    public static DeadLetter deadLetter() {
        return DeadLetter.newBuilder()
                .setRequestId("r1")
                .setStage("preprocess")
                .setCategory(FailureCategory.UNDECODABLE)
                .setReason("the image is truncated: bytes=16")
                .setModelName("digits")
                .setModelVersion("1")
                .setPipeline("digits")
                .setSourceTopic("digits.requests")
                .setSourcePartition(3)
                .setSourceOffset(42L)
                .setSourceTimestamp(THEN)
                .setKey(bytes("key"))
                .setValue(bytes("value"))
                .setHeaders(List.of(new HeaderEntry("h", bytes("v")), new HeaderEntry("h", null)))
                .setFailedAt(THEN.plusSeconds(1))
                .build();
    }

    private static InferenceRequest.Builder request(String id) {
        return InferenceRequest.newBuilder()
                .setId(id)
                .setParameters(Map.of("topK", "3"))
                .setDeadline(THEN.plusSeconds(5))
                .setCreatedAt(THEN);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
