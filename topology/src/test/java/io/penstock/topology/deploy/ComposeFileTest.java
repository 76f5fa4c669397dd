package io.penstock.topology.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.topology.config.PipelineConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComposeFileTest {
    private static final JsonNode SERVICES =
            Repository.yaml("docker-compose.yml").path("services");

    private record Dependency(String of, String on, String condition) {}

    static List<String> services() {
        return SERVICES.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static PipelineConfig pipeline() {
        return Repository.pipeline("docker/pipeline.yaml", Map.of());
    }

    private static Stream<Dependency> dependencies(String service) {
        return SERVICES.path(service).path("depends_on").properties().stream()
                .map(each -> new Dependency(
                        service,
                        each.getKey(),
                        each.getValue().path("condition").asText()));
    }

    @Test
    void bringsKafkaARegistryAndPenstock() {
        assertThat(services()).containsExactly("kafka", "schema-registry", "topics", "penstock");
    }

    @ParameterizedTest
    @MethodSource("services")
    void pinsItsImage(String service) {
        assertThat(SERVICES.path(service).path("image").asText()).matches("[a-z/-]+:\\d+\\.\\d+\\.\\d+");
    }

    @ParameterizedTest
    @MethodSource("services")
    void waitsForWhatItNeeds(String service) {
        assertThat(dependencies(service)).allSatisfy(dependency -> {
            JsonNode target = SERVICES.path(dependency.on());
            String expected = target.has("healthcheck") ? "service_healthy" : "service_completed_successfully";
            assertThat(target.isMissingNode()).isFalse();
            assertThat(dependency.condition()).isEqualTo(expected);
        });
    }

    @Test
    void checksTheHealthOfEveryServiceThatLasts() {
        assertThat(services())
                .filteredOn(service -> !SERVICES.path(service).has("healthcheck"))
                .containsExactly("topics");
    }

    @Test
    void runsKafkaWithoutZooKeeper() {
        JsonNode environment = SERVICES.at("/kafka/environment");

        assertThat(environment.path("KAFKA_PROCESS_ROLES").asText()).isEqualTo("broker,controller");
        assertThat(environment.path("KAFKA_CONTROLLER_QUORUM_VOTERS").asText()).isEqualTo("1@kafka:9093");
    }

    @Test
    void readsFromTheBrokerAndTheRegistryBesideIt() {
        PipelineConfig pipeline = pipeline();
        URI registry = URI.create(
                Repository.yaml("docker/pipeline.yaml").at("/registry/url").asText());

        assertThat(SERVICES.at("/kafka/environment/KAFKA_ADVERTISED_LISTENERS").asText())
                .contains("INTERNAL://" + pipeline.kafka().get("bootstrap.servers"));
        assertThat(SERVICES.has(registry.getHost())).isTrue();
        assertThat(SERVICES.at("/schema-registry/environment/SCHEMA_REGISTRY_LISTENERS")
                        .asText())
                .endsWith(":" + registry.getPort());
    }

    @Test
    void publishesThePortThatThePipelineListensOn() {
        int port = pipeline().http().port();

        assertThat(Repository.texts(SERVICES.at("/penstock/ports"))).containsExactly("127.0.0.1:" + port + ":" + port);
        assertThat(Repository.texts(SERVICES.at("/penstock/healthcheck/test")))
                .endsWith("http://localhost:" + port + "/ready");
    }

    @Test
    void mountsThePipelineWhereItIsRead() {
        assertThat(List.of("topics", "penstock")).allSatisfy(service -> {
            JsonNode own = SERVICES.path(service);
            assertThat(Repository.texts(own.path("volumes")))
                    .containsExactly("./docker/pipeline.yaml:/etc/penstock/pipeline.yaml:ro");
            assertThat(Repository.texts(own.path("command"))).endsWith("-f", "/etc/penstock/pipeline.yaml");
        });
    }

    @Test
    void givesPenstockLongerToStopThanItsPipelineTakes() {
        assertThat(SERVICES.at("/penstock/stop_grace_period").asText()).isEqualTo("2m");
        assertThat(pipeline().run().shutdownTimeout()).isLessThan(Duration.ofMinutes(1));
    }
}
