package io.penstock.topology.embedded.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.embedded.Penstock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ImageClassifierIT {
    private static final Path IMAGES = Path.of("../engines/models/digits/1/held-out");
    private static final String PIPELINE =
            """
            name: digits
            kafka: { bootstrap.servers: "localhost:9092" }
            registry: { url: "http://localhost:8081" }
            input: { topic: digits.requests }
            preprocess: { type: image, width: 8, height: 8 }
            infer: { model: digits }
            postprocess: { type: classification }
            output: { topic: digits.results }
            deadLetters: { topic: digits.dead-letters }
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

    @Test
    void readsADigit() throws IOException {
        byte[] image = Files.readAllBytes(IMAGES.resolve("0001.png"));

        assertThat(new ImageClassifier(penstock.client())
                        .classify("first", image)
                        .join())
                .contains("8");
    }

    @Test
    void readsNothingInABrokenImage() {
        byte[] broken = {1, 2, 3};

        assertThat(new ImageClassifier(penstock.client())
                        .classify("broken", broken)
                        .join())
                .isEmpty();
    }
}
