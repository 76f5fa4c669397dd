package io.penstock.topology.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.topology.config.PipelineConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesManifestsTest {
    private static final String DEPLOYMENT = "k8s/base/deployment.yaml";
    /** What closing the micro-batcher may take, after Kafka Streams has stopped. */
    private static final Duration LAST_BATCHES = Duration.ofSeconds(60);

    static List<String> manifests() {
        return Repository.files("k8s", ".yaml").stream()
                .filter(file -> !file.endsWith("kustomization.yaml") && !file.endsWith("pipeline.yaml"))
                .toList();
    }

    static List<String> kustomizations() {
        return Repository.files("k8s", "kustomization.yaml");
    }

    private static JsonNode pod() {
        return Repository.yaml(DEPLOYMENT).at("/spec/template/spec");
    }

    private static JsonNode container() {
        return pod().at("/containers/0");
    }

    private static PipelineConfig pipeline() {
        Map<String, String> environment = Repository.nodes(container().path("env")).stream()
                .collect(Collectors.toMap(each -> each.path("name").asText(), each -> each.path("value")
                        .asText()));
        return Repository.pipeline("k8s/base/pipeline.yaml", environment);
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void hasOnlyFieldsThatKubernetesKnows(String manifest) {
        assertThat(KubernetesModel.read(Repository.yaml(manifest))).isNotNull();
    }

    @Test
    void wouldNoticeAFieldThatKubernetesDoesNotKnow() {
        JsonNode misspelt = Repository.yaml(DEPLOYMENT);
        ((ObjectNode) misspelt.at("/spec/template/spec/containers/0")).put("imagePullPolice", "Always");

        assertThatThrownBy(() -> KubernetesModel.read(misspelt))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`imagePullPolice`");
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void namesOnlyFilesThatExist(String kustomization) {
        JsonNode root = Repository.yaml(kustomization);
        List<String> named = new ArrayList<>(Repository.texts(root.path("resources")));
        root.path("configMapGenerator").forEach(map -> named.addAll(Repository.texts(map.path("files"))));

        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(
                        Repository.path(kustomization).resolveSibling(name))
                .exists());
    }

    @Test
    void leavesNoManifestOfTheBaseOut() {
        List<String> resources =
                Repository.texts(Repository.yaml("k8s/base/kustomization.yaml").path("resources"));

        assertThat(manifests())
                .filteredOn(file -> file.startsWith("k8s/base/"))
                .extracting(file -> file.substring("k8s/base/".length()))
                .containsExactlyInAnyOrderElementsOf(resources);
    }

    @Test
    void selectsItsOwnPods() {
        JsonNode labels = Repository.yaml(DEPLOYMENT).at("/spec/template/metadata/labels");

        assertThat(Repository.yaml(DEPLOYMENT).at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(Repository.yaml("k8s/base/service.yaml").at("/spec/selector"))
                .isEqualTo(labels);
        assertThat(Repository.yaml("k8s/base/disruption-budget.yaml").at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(pod().path("serviceAccountName"))
                .isEqualTo(Repository.yaml("k8s/base/service-account.yaml").at("/metadata/name"));
    }

    @Test
    void mountsThePipelineWhereItIsRead() {
        List<String> mounts = Repository.nodes(container().path("volumeMounts")).stream()
                .map(mount -> mount.path("mountPath").asText())
                .toList();

        assertThat(Repository.texts(container().path("args")))
                .containsExactly("run", "-f", "/etc/penstock/pipeline.yaml");
        assertThat(mounts).containsExactly("/etc/penstock", "/run/secrets/penstock", "/tmp");
    }

    @Test
    void probesThePortThatThePipelineListensOn() {
        int port = container().at("/ports/0/containerPort").asInt();

        assertThat(pipeline().http().port()).isEqualTo(port);
        assertThat(pipeline().http().host()).isEqualTo("0.0.0.0");
        assertThat(container().at("/startupProbe/httpGet/path").asText()).isEqualTo("/ready");
        assertThat(container().at("/readinessProbe/httpGet/path").asText()).isEqualTo("/ready");
        assertThat(container().at("/livenessProbe/httpGet/path").asText()).isEqualTo("/live");
    }

    @Test
    void givesAPodLongerToStopThanItsPipelineTakes() {
        PipelineConfig pipeline = pipeline();
        Duration grace =
                Duration.ofSeconds(pod().path("terminationGracePeriodSeconds").asLong());

        assertThat(grace)
                .isGreaterThan(pipeline.run()
                        .shutdownTimeout()
                        .plus(pipeline.infer().orElseThrow().drainTimeout())
                        .plus(LAST_BATCHES));
    }

    @Test
    void runsWithoutPrivileges() {
        assertThat(pod().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        JsonNode own = container().path("securityContext");
        assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(Repository.texts(own.at("/capabilities/drop"))).containsExactly("ALL");
    }

    @Test
    void limitsWhatAPodTakes() {
        assertThat(container().path("resources").fieldNames()).toIterable().containsExactly("requests", "limits");
        assertThat(container().at("/resources/limits").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("cpu", "memory");
    }

    @Test
    void runsTheImageThatTheBuildMakes() {
        assertThat(Repository.text("topology/pom.xml"))
                .contains("<jib.to.image>" + container().path("image").asText() + "</jib.to.image>");
    }
}
