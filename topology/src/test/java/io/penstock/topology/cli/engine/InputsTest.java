package io.penstock.topology.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.Bucket;
import io.penstock.topology.model.Model;
import io.penstock.topology.model.ModelRepository;
import io.penstock.workshop.verify.Sampled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    private static final Path MODELS = Path.of(System.getProperty("penstock.models"));

    private final Path folder;

    InputsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsHeldOutImagesThroughAPipelineOfAnotherModel() throws IOException {
        Model model = copyOfDigits("other");
        Path pipeline = Files.writeString(
                folder.resolve("pipeline.yaml"),
                """
                name: any
                kafka: { bootstrap.servers: localhost:9092 }
                registry: { url: http://localhost:8081 }
                input: { topic: requests }
                preprocess: { type: image, width: 8, height: 8 }
                infer: { model: digits }
                postprocess: { type: classification }
                output: { topic: results }
                deadLetters: { topic: dead-letters }
                """);

        Optional<Sampled> images = new Inputs(model, Optional.of(pipeline))
                .heldOut(Bucket.fixed(model.artifact().signature()));

        assertThat(images).isPresent();
        assertThat(images.get().samples().size()).isEqualTo(450);
        assertThat(images.get().samples().label(0)).hasValue(8);
    }

    private Model copyOfDigits(String name) throws IOException {
        Path source = MODELS.resolve("digits").resolve("1");
        Path target = folder.resolve("models").resolve(name).resolve("1");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.createDirectories(target.getParent());
                Files.copy(file, target.resolve(source.relativize(file).toString()));
            }
        }
        Path description = target.resolve("model.yaml");
        Files.writeString(description, Files.readString(description).replace("name: digits", "name: " + name));
        return new ModelRepository(folder.resolve("models")).find(name, Optional.empty());
    }
}
