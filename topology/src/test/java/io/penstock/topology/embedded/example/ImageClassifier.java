package io.penstock.topology.embedded.example;

import io.penstock.client.DeadLetterException;
import io.penstock.client.PenstockClient;
import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A service that asks a pipeline what an image shows. Thread-safe, as its client is. */
public final class ImageClassifier {
    private final PenstockClient client;

    public ImageClassifier(PenstockClient client) {
        this.client = client;
    }

    /** The most likely class; empty if the pipeline refuses the image. */
    public CompletableFuture<Optional<String>> classify(String id, byte[] png) {
        InferenceRequest request = InferenceRequest.newBuilder()
                .setId(id)
                .setInput(new EncodedPayload("image/png", ByteBuffer.wrap(png)))
                .build();
        return client.infer(request).thenApply(ImageClassifier::best).exceptionally(ImageClassifier::refused);
    }

    private static Optional<String> best(InferenceResult result) {
        ClassificationOutput output = (ClassificationOutput) result.getOutput();
        return Optional.of(output.getRows().get(0).getClasses().get(0).getLabel());
    }

    private static Optional<String> refused(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof DeadLetterException) {
            return Optional.empty();
        }
        throw new CompletionException(cause); // a timeout, say: the caller decides
    }
}
