package io.penstock.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.config.Guarantee;
import io.penstock.topology.config.InferConfig;
import io.penstock.topology.config.PipelineConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PenstockSubjectTest {
    private static final int OWN = 0;
    private static final String LOGIN = "login.Module required user=\"a\\\\b\" password='it';";

    @Test
    void limitsRowsInFlightAndNotTheirBytes() {
        InferConfig infer = infer(4096);

        assertThat(infer.maxInFlightRows()).isEqualTo(4096);
        assertThat(infer.maxInFlightBytes()).isEqualTo(1L << 40);
    }

    @Test
    void leavesTheLimitsToThePipelineOtherwise() {
        InferConfig infer = infer(OWN);

        assertThat(infer.maxInFlightRows()).isEqualTo(8 * 2 * 16);
        assertThat(infer.maxInFlightBytes()).isEqualTo(256L << 20);
    }

    @Test
    void tellsTheLimitAmongItsSettingsOnlyIfItWasSet() {
        assertThat(new PenstockSubject().settings(workload(64))).containsEntry("maxInFlightRows", "64");
        assertThat(new PenstockSubject().settings(workload(OWN))).doesNotContainKey("maxInFlightRows");
    }

    @Test
    void givesEachClientWhatTheWorkloadSaysOfIt() {
        assertThat(config(OWN).kafka()).containsEntry("producer.batch.size", "65536");
        assertThat(ClientSettings.producer(workload(OWN))).containsEntry("batch.size", "65536");
        assertThat(ClientSettings.consumer(workload(OWN))).doesNotContainKey("batch.size");
    }

    @Test
    void keepsQuotesInWhatIsGivenToAClient() {
        assertThat(config(OWN).kafka()).containsEntry("consumer.sasl.jaas.config", LOGIN);
    }

    private static InferConfig infer(int inFlightRows) {
        return config(inFlightRows).infer().orElseThrow();
    }

    private static PipelineConfig config(int inFlightRows) {
        return PipelineConfig.parse(PenstockSubject.yaml(workload(inFlightRows)), "test", Path.of(""), Map.of());
    }

    private static Map<String, String> clients() {
        return Map.of("producer.batch.size", "65536", "consumer.sasl.jaas.config", LOGIN);
    }

    private static Workload workload(int inFlightRows) {
        return new Workload(
                new Workload.Topics("localhost:9092", "http://localhost:8081", "in", "out", "rival"),
                new Workload.Clients(Guarantee.AT_LEAST_ONCE, 2, 1_000, 2, 0, clients()),
                new Workload.Inference("models", "digits", "null-engine", 16, 2, 5, false, 1, inFlightRows));
    }
}
