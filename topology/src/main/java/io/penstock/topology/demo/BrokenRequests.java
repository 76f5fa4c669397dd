package io.penstock.topology.demo;

import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Requests that cannot be answered, to show that each gets its dead letter and disturbs nobody. */
final class BrokenRequests {
    private BrokenRequests() {}

    /** One of each kind, made of a picture that is all right. */
    static List<InferenceRequest> of(HeldOutImage image) {
        return List.of(
                request(
                        "broken-truncated",
                        "image/png",
                        image.png().limit(image.png().remaining() / 2)),
                request("broken-no-image", "text/plain", ByteBuffer.wrap("seven".getBytes(StandardCharsets.UTF_8))),
                InferenceRequest.newBuilder(request("broken-too-late", "image/png", image.png()))
                        .setDeadline(Instant.now().minus(Duration.ofSeconds(1)))
                        .build());
    }

    private static InferenceRequest request(String id, String mediaType, ByteBuffer content) {
        return InferenceRequest.newBuilder()
                .setId(id)
                .setInput(new EncodedPayload(mediaType, content))
                .setCreatedAt(Instant.now())
                .build();
    }
}
