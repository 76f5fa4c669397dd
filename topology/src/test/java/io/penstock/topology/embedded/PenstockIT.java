package io.penstock.topology.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.client.DeadLetterException;
import io.penstock.client.PenstockClient;
import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.FailureCategory;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.topology.config.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A user's own test, as it were: images through a whole pipeline, answered as futures. */
@Timeout(120)
final class PenstockIT {
    private static final Path IMAGES = Path.of(System.getProperty("penstock.models"), "digits", "1", "held-out");
    private static final String PIPELINE =
            """
            name: embedded
            kafka: { bootstrap.servers: "kafka.example.com:9093", security.protocol: SASL_SSL }
            registry: { url: "https://registry.example.com" }
            input: { topic: embedded.requests }
            preprocess: { type: image, width: 8, height: 8, channels: 1, scale: 1/255 }
            infer: { model: digits, window: 2ms }
            postprocess: { type: classification, softmax: true, topK: 1 }
            output: { topic: embedded.results }
            deadLetters: { topic: embedded.dead-letters }
            commitInterval: 50ms
            """;

    private static Penstock penstock;

    @BeforeAll
    static void start() {
        penstock = Penstock.embedded(PIPELINE, Path.of(""));
    }

    @AfterAll
    static void stop() {
        penstock.close();
    }

    private static InferenceRequest request(String id, byte[] image) {
        return InferenceRequest.newBuilder()
                .setId(id)
                .setInput(new EncodedPayload("image/png", ByteBuffer.wrap(image)))
                .build();
    }

    private static String label(InferenceResult result) {
        return ((ClassificationOutput) result.getOutput())
                .getRows()
                .get(0)
                .getClasses()
                .get(0)
                .getLabel();
    }

    @Test
    void answersAsTheModelDoes() throws IOException {
        List<String[]> truth = Files.readAllLines(IMAGES.resolve("labels.csv")).stream()
                .skip(1)
                .limit(100)
                .map(line -> line.split(",", 2))
                .toList();
        try (PenstockClient client = penstock.clientBuilder().build()) {
            List<CompletableFuture<InferenceResult>> answers = new ArrayList<>();
            for (String[] image : truth) {
                answers.add(client.infer(request(image[0], Files.readAllBytes(IMAGES.resolve(image[0])))));
            }

            long right = 0;
            for (int i = 0; i < truth.size(); i++) {
                InferenceResult result = answers.get(i).join();
                assertThat(result.getId()).isEqualTo(truth.get(i)[0]);
                right += label(result).equals(truth.get(i)[1]) ? 1 : 0;
            }
            assertThat(right).isGreaterThanOrEqualTo(95);
        }
    }

    @Test
    void refusesAsThePipelineDoes() {
        assertThatThrownBy(penstock.client().infer(request("broken", new byte[] {1, 2, 3}))::join)
                .cause()
                .isInstanceOfSatisfying(DeadLetterException.class, refused -> {
                    assertThat(refused.stage()).isEqualTo("preprocess");
                    assertThat(refused.category()).isEqualTo(FailureCategory.UNDECODABLE);
                    assertThat(refused.pipeline()).isEqualTo("embedded");
                });
    }

    @Test
    void doesNotStartAWrongPipeline() {
        assertThatThrownBy(() -> Penstock.embedded("name: wrong", Path.of("")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("input.topic: is required");
    }
}
