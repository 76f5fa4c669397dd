package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.TensorInputs;
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
        write(
                models,
                "bert-large",
                "{ name: input_ids, dtype: int32, shape: [-1, -1], range: [0, 30521] }",
                "{ name: pooled, dtype: float32, shape: [-1, 1024] }");
        Subject bert = subject("pipelines/bert-large.yaml", models);

        List<InferenceRequest> pool = pool(bert, 3);

        assertThat(pool).extracting(InferenceRequest::getId).containsExactly("0", "1", "2");
        assertThat(tokens(pool.get(0)))
                .hasSize(128)
                .allSatisfy(token -> assertThat(token).isBetween(0, 30_521))
                .isNotEqualTo(tokens(pool.get(1)));
        assertThat(PreparedRows.of(pool, bound(bert)).bucket().name()).isEqualTo("128");
    }

    @Test
    void makesJpegsForResNetThatHasNoImages(@TempDir Path models) throws IOException {
        write(
                models,
                "resnet50",
                "{ name: image, dtype: uint8, shape: [-1, 3, 224, 224], layout: NCHW, range: [0, 255] }",
                "{ name: logits, dtype: float32, shape: [-1, 1000] }");
        Subject resnet = subject("pipelines/resnet50-jpeg.yaml", models);

        List<InferenceRequest> pool = pool(resnet, 2);

        assertThat(pool).hasSize(2).allSatisfy(request -> assertThat(
                        ((EncodedPayload) request.getInput()).getMediaType())
                .isEqualTo("image/jpeg"));
        PreparedRows rows = PreparedRows.of(pool, bound(resnet));
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.rowsPerRequest()).isEqualTo(1);
    }

    @Test
    void fillsABatchOfTheRankerWithWholeRequests(@TempDir Path models) throws IOException {
        write(
                models,
                "ranker",
                """
                { name: dense, dtype: float32, shape: [-1, 13], range: [-3, 3] }
                  - { name: categories, dtype: int32, shape: [-1, 26], range: [0, 99999] }""",
                "{ name: score, dtype: float32, shape: [-1, 1] }");
        Subject ranker = subject("pipelines/ranker.yaml", models);
        BoundStages stages = bound(ranker);

        List<InferenceRequest> pool = new Load(100, 2, 500, 224).requests(ranker.config(), stages);

        assertThat(PreparedRows.of(pool, stages).rowsPerRequest()).isEqualTo(500);
        assertThat(stages.infer().maxBatch() % 500).isZero();
    }

    @Test
    void hasOneImageInARequest() {
        Subject digits = subject("pipelines/digits.yaml", Path.of(System.getProperty("penstock.models")));
        Load load = new Load(100, 7, 2, 224);

        assertThatThrownBy(() -> load.requests(digits.config(), bound(digits)))
                .isInstanceOf(PenstockException.class)
                .hasMessage("a request of the stage image has one row, several can be made for tensor: rows=2");
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
        return new Load(100, size, 1, 224).requests(subject.config(), bound(subject));
    }

    private static BoundStages bound(Subject subject) {
        PipelineConfig config = subject.config();
        return BoundStages.of(config, Stages.load());
    }

    /** A folder as benchmarks/README.md describes it, with a file that nobody loads. */
    private static void write(Path models, String name, String input, String output) throws IOException {
        byte[] onnx = "not read".getBytes(StandardCharsets.UTF_8);
        Path folder = Files.createDirectories(models.resolve(name).resolve("1"));
        Files.write(folder.resolve("model.onnx"), onnx);
        Files.writeString(
                folder.resolve("model.yaml"),
                """
                name: %s
                version: 1
                onnx: model.onnx
                sha256: %s
                inputs:
                  - %s
                outputs:
                  - %s
                """
                        .formatted(name, Sha256.of(onnx), input, output));
    }
}
