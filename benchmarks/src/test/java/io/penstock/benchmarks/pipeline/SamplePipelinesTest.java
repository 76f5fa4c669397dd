package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.InferenceRequest;
import io.penstock.schema.TensorInputs;
import io.penstock.topology.bench.load.RequestPool;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Stages;
import io.penstock.workshop.samples.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplePipelinesTest {

    @Test
    void readsTheHeldOutImagesOfDigits() {
        Subject digits = subject("pipelines/digits.yaml", Path.of(System.getProperty("penstock.models")));

        List<InferenceRequest> pool = pool(digits, 7);

        assertThat(pool).hasSize(450);
        assertThat(PreparedRows.of(pool, bound(digits)).size()).isEqualTo(450);
    }

    @Test
    void drawsTokensOfBertInTheRangeOfItsModel(@TempDir Path models) throws IOException {
        writeBert(models.resolve("bert-large/1"));
        Subject bert = subject("pipelines/bert-large.yaml", models);

        List<InferenceRequest> pool = pool(bert, 3);

        assertThat(pool).extracting(InferenceRequest::getId).containsExactly("0", "1", "2");
        assertThat(tokens(pool.get(0)))
                .hasSize(128)
                .allSatisfy(token -> assertThat(token).isBetween(0, 30_521))
                .isNotEqualTo(tokens(pool.get(1)));
        assertThat(PreparedRows.of(pool, bound(bert)).bucket().name()).isEqualTo("128");
    }

    private static List<Integer> tokens(InferenceRequest request) {
        ByteBuffer data = ((TensorInputs) request.getInput())
                .getTensors()
                .get(0)
                .getData()
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        return IntStream.range(0, data.remaining() / Integer.BYTES)
                .mapToObj(i -> data.getInt(i * Integer.BYTES))
                .toList();
    }

    private static Subject subject(String file, Path models) {
        return new Subject(Path.of(file), Optional.of(models), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static List<InferenceRequest> pool(Subject subject, int size) {
        return RequestPool.of(subject.config(), bound(subject), size);
    }

    private static BoundStages bound(Subject subject) {
        PipelineConfig config = subject.config();
        return BoundStages.of(config, Stages.load());
    }

    /** A folder as benchmarks/README.md describes it, with a file that nobody loads. */
    private static void writeBert(Path folder) throws IOException {
        byte[] onnx = "not read".getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(folder);
        Files.write(folder.resolve("model.onnx"), onnx);
        Files.writeString(
                folder.resolve("model.yaml"),
                """
                name: bert-large
                version: 1
                onnx: model.onnx
                sha256: %s
                inputs:
                  - { name: input_ids, dtype: int32, shape: [-1, -1], range: [0, 30521] }
                outputs:
                  - { name: pooled, dtype: float32, shape: [-1, 1024] }
                engine: { maxBatch: 64, buckets: [128] }
                """
                        .formatted(Sha256.of(onnx)));
    }
}
