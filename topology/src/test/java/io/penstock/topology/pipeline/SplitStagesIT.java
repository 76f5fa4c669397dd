package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.local.LocalCluster;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.TensorInputs;
import io.penstock.schema.TensorOutput;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The three stages as three applications, joined by topics of tensors. */
@ExtendWith(SharedCluster.class)
final class SplitStagesIT {
    private static final String STAGES =
            """
            preprocess: { type: image, width: 8, height: 8, channels: 1, scale: 1/255 }
            infer: { model: digits, window: 5ms, maxBatch: 64 }
            postprocess: { type: classification, softmax: true, topK: 3 }
            """;

    @Test
    void answerAsOneApplicationDoes(LocalCluster cluster) {
        cluster.broker()
                .createTopics(Map.of(
                        "split.requests", 3,
                        "split.decoded", 3,
                        "split.inferred", 3,
                        "split.results", 3,
                        "single.results", 3));
        for (String name : List.of("split-pre", "split-infer", "split-post", "single")) {
            cluster.broker().createTopics(Map.of(name + ".dead-letters", 1));
        }
        List<Digits> images = Digits.heldOut().subList(0, 200);
        try (Traffic traffic = new Traffic(cluster);
                Pipeline single = start(cluster, "single", "split.requests", "single.results", "");
                Pipeline pre = start(cluster, "split-pre", "split.requests", "split.decoded", "[preprocess]");
                Pipeline infer = start(cluster, "split-infer", "split.decoded", "split.inferred", "[infer]");
                Pipeline post = start(cluster, "split-post", "split.inferred", "split.results", "[postprocess]")) {
            for (int i = 0; i < images.size(); i++) {
                traffic.send("split.requests", null, "k" + i, images.get(i).request("r" + i));
            }
            traffic.flush();

            List<InferenceResult> whole = traffic.results("single.results", images.size());
            List<InferenceResult> parts = traffic.results("split.results", images.size());

            assertThat(parts).hasSize(images.size());
            assertThat(outputs(parts)).isEqualTo(outputs(whole));
            assertThat(traffic.requests("split.decoded", images.size()))
                    .allSatisfy(request -> assertThat(request.getInput()).isInstanceOf(TensorInputs.class));
            assertThat(traffic.results("split.inferred", images.size()))
                    .allSatisfy(result -> assertThat(result.getOutput()).isInstanceOf(TensorOutput.class));
            assertThat(pre.engineDescription()).isEqualTo("none: infer runs in another application");
            assertThat(infer.engineDescription()).startsWith("onnxruntime");
            assertThat(post.batchStatistics().batches()).isZero();
            assertThat(single.failure()).isEmpty();
        }
    }

    private static Pipeline start(LocalCluster cluster, String name, String input, String output, String stages) {
        String part = stages.isEmpty() ? "" : "stages: " + stages + "\n";
        return Pipeline.start(Configs.of(cluster, name, input, output, part + STAGES));
    }

    private static Map<String, Object> outputs(List<InferenceResult> results) {
        return results.stream().collect(Collectors.toMap(InferenceResult::getId, InferenceResult::getOutput));
    }
}
