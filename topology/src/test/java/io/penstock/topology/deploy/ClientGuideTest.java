package io.penstock.topology.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientGuideTest {
    @ParameterizedTest
    @ValueSource(strings = {"ImageClassifier.java", "ImageClassifierIT.java"})
    void showsWhatIsCompiledAndRun(String file) {
        assertThat(Repository.text("docs/client.md"))
                .contains(Repository.text("topology/src/test/java/io/penstock/topology/embedded/example/" + file));
    }
}
