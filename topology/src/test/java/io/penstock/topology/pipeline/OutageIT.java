package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import io.penstock.local.LocalCluster;
import io.penstock.schema.InferenceResult;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry and the broker go away and come back; nothing is lost, and under exactly-once nothing is repeated. */
final class OutageIT {
    private static final String STAGES =
            """
            preprocess: { type: image, width: 8, height: 8, channels: 1, scale: 1/255 }
            infer: { model: digits, window: 5ms }
            postprocess: { type: classification, softmax: true }
            """;

    private static final int REQUESTS = 60;

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void answersEveryRequestWhateverGoesAwayMeanwhile(String guarantee) {
        String name = "outage";
        List<Digits> images = Digits.heldOut();
        try (LocalCluster cluster = LocalCluster.start();
                Traffic traffic = new Traffic(cluster)) {
            Configs.createTopics(cluster, name);
            traffic.send("outage.requests", 0, "warm", images.get(0).request("warm"));
            traffic.flush();
            try (Pipeline pipeline =
                    Pipeline.start(Configs.of(cluster, name, STAGES + "guarantee: " + guarantee + "\n"))) {
                traffic.results(name + ".results", 1);
                cluster.registry().stop();
                send(traffic, images, 0);
                assertThat(traffic.results(name + ".results", 1 + REQUESTS)).hasSize(1 + REQUESTS);

                cluster.broker().stop();
                cluster.broker().restart();
                send(traffic, images, REQUESTS);
                cluster.registry().restart();

                List<InferenceResult> results = traffic.results(name + ".results", 1 + 2 * REQUESTS);
                List<String> expected =
                        IntStream.range(0, 2 * REQUESTS).mapToObj(i -> "r" + i).toList();
                assertThat(results)
                        .extracting(InferenceResult::getId)
                        .contains("warm")
                        .containsAll(expected);
                if (guarantee.equals("exactly_once_v2")) {
                    assertThat(results).hasSize(1 + 2 * REQUESTS);
                }
                assertThat(pipeline.failure()).isEmpty();
            }
        }
    }

    @Test
    void waitsForARegistryThatMustExplainARecord() {
        String name = "waiting";
        Digits image = Digits.heldOut().get(0);
        try (LocalCluster cluster = LocalCluster.start();
                Traffic traffic = new Traffic(cluster)) {
            Configs.createTopics(cluster, name);
            traffic.register("waiting.requests", image.request("schema"));
            try (Pipeline pipeline = Pipeline.start(Configs.of(cluster, name, STAGES))) {
                cluster.registry().stop();
                traffic.send("waiting.requests", 0, "k", image.request("first"));
                traffic.flush();
                cluster.registry().restart();

                assertThat(traffic.results(name + ".results", 1))
                        .extracting(InferenceResult::getId)
                        .containsExactly("first");
                assertThat(pipeline.failure()).isEmpty();
            }
        }
    }

    @Test
    void refusesToStartWithoutItsTopics() {
        try (LocalCluster cluster = LocalCluster.start()) {
            String servers = cluster.broker().bootstrapServers();

            assertThatThrownBy(() -> Pipeline.start(Configs.of(cluster, "nowhere", STAGES)))
                    .isInstanceOf(PenstockException.class)
                    .hasMessage("topic does not exist: topic=nowhere.requests, bootstrap.servers=" + servers
                            + "; create it with: penstock topics --create -f pipeline.yaml");
        }
    }

    private static void send(Traffic traffic, List<Digits> images, int from) {
        for (int i = from; i < from + REQUESTS; i++) {
            traffic.send("outage.requests", 0, "k" + i, images.get(i).request("r" + i));
        }
        traffic.flush();
    }
}
