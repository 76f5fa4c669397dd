package io.penstock.topology.stage;

import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorInputs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Requests of tests. */
public final class Requests {
    private Requests() {}

    public static InferenceRequest encoded(String mediaType, byte[] content) {
        return encoded(mediaType, ByteBuffer.wrap(content));
    }

    public static InferenceRequest encoded(String mediaType, ByteBuffer content) {
        return new InferenceRequest("r1", new EncodedPayload(mediaType, content), Map.of(), null, null);
    }

    public static InferenceRequest json(String document) {
        return encoded("application/json", document.getBytes(StandardCharsets.UTF_8));
    }

    public static InferenceRequest tensors(Tensor... tensors) {
        return new InferenceRequest("r1", new TensorInputs(List.of(tensors)), Map.of(), null, null);
    }
}
