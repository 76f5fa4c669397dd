package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.local.LocalCluster;
import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.InferenceResult;
import io.penstock.topology.model.ModelRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job: images from a topic, classified on their way. */
@ExtendWith(SharedCluster.class)
final class DigitsPipelineIT {
    private static final String STAGES =
            """
            preprocess: { type: image, width: 8, height: 8, channels: 1, scale: 1/255 }
            infer: { model: digits, window: 5ms, maxBatch: 64, sessions: 3 }
            postprocess: { type: classification, softmax: true, topK: 3 }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void reachesTheModelsHeldOutAccuracy(String guarantee, LocalCluster cluster) {
        String name = "accuracy-" + guarantee.replace('_', '-');
        Configs.createTopics(cluster, name);
        List<Digits> images = Digits.heldOut();
        Map<String, String> truth = new HashMap<>();
        try (Traffic traffic = new Traffic(cluster);
                Pipeline pipeline = Pipeline.start(
                        Configs.of(cluster, name, STAGES + "guarantee: " + guarantee + "\nthreads: 2"))) {
            for (int i = 0; i < images.size(); i++) {
                truth.put("r" + i, images.get(i).label());
                traffic.send(name + ".requests", null, "r" + i, images.get(i).request("r" + i));
            }
            traffic.flush();

            List<InferenceResult> results = traffic.results(name + ".results", images.size());

            assertThat(results).extracting(InferenceResult::getId).doesNotHaveDuplicates();
            assertThat(results).hasSize(images.size());
            long right = results.stream()
                    .filter(result -> label(result).equals(truth.get(result.getId())))
                    .count();
            assertThat((double) right / images.size())
                    .isCloseTo(declaredAccuracy(), org.assertj.core.data.Offset.offset(1e-4));
            assertThat(results).allSatisfy(DigitsPipelineIT::tellsWhatComputedIt);
            assertThat(pipeline.batchStatistics().meanRows()).isGreaterThan(1);
        }
    }

    @Test
    void keepsKeysHeadersTimestampsAndPartitionOrder(LocalCluster cluster) {
        String name = "order";
        Configs.createTopics(cluster, name);
        List<Digits> images = Digits.heldOut().subList(0, 90);
        try (Traffic traffic = new Traffic(cluster);
                Pipeline pipeline = Pipeline.start(Configs.of(cluster, name, STAGES))) {
            for (int i = 0; i < images.size(); i++) {
                traffic.send(
                        name + ".requests", i % 3, "key-" + i % 3, images.get(i).request(String.format("%03d", i)));
            }
            traffic.flush();
            pipeline.awaitReady(Duration.ofSeconds(30));

            var results = traffic.read(name + ".results", images.size());
            var requests = traffic.read(name + ".requests", images.size());

            assertThat(results).hasSize(90);
            for (int key = 0; key < 3; key++) {
                byte[] expected = ("key-" + key).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                var sent = requests.stream()
                        .filter(each -> java.util.Arrays.equals(each.key(), expected))
                        .toList();
                var answered = results.stream()
                        .filter(each -> java.util.Arrays.equals(each.key(), expected))
                        .toList();
                assertThat(answered)
                        .extracting(each -> each.timestamp())
                        .containsExactlyElementsOf(
                                sent.stream().map(each -> each.timestamp()).toList());
                assertThat(answered).allSatisfy(each -> assertThat(
                                each.headers().lastHeader("trace").value())
                        .isEqualTo(expected));
            }
            var ids = traffic.results(name + ".results", images.size());
            for (int partition = 0; partition < 3; partition++) {
                int of = partition;
                assertThat(ids.stream().map(InferenceResult::getId).filter(id -> Integer.parseInt(id) % 3 == of))
                        .isSorted();
            }
        }
    }

    private static String label(InferenceResult result) {
        ClassificationOutput output = (ClassificationOutput) result.getOutput();
        return output.getRows().get(0).getClasses().get(0).getLabel();
    }

    private static double declaredAccuracy() {
        return new ModelRepository(Path.of(System.getProperty("penstock.models")))
                .find("digits", Optional.empty())
                .heldOut()
                .orElseThrow()
                .accuracy();
    }

    private static void tellsWhatComputedIt(InferenceResult result) {
        assertThat(result.getModel().getName()).isEqualTo("digits");
        assertThat(result.getModel().getVersion()).isEqualTo("1");
        assertThat(result.getModel().getBackend()).isEqualTo("onnxruntime");
        assertThat(result.getModel().getEngineHash()).matches("[0-9a-f]{64}");
        assertThat(result.getBatch().getSize()).isBetween(1, 64);
        assertThat(result.getTimings().getComputeMicros()).isPositive();
        assertThat(((ClassificationOutput) result.getOutput()).getRows().get(0).getClasses())
                .hasSize(3);
    }
}
