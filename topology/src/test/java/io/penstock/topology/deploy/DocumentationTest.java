package io.penstock.topology.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.config.PipelineConfig;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");
    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    static List<String> pages() {
        return Stream.concat(
                        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md"),
                        Repository.files("docs", ".md").stream())
                .toList();
    }

    private static List<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksToFilesThatExist(String page) {
        assertThat(groups(LINK, Repository.text(page)))
                .allSatisfy(link ->
                        assertThat(Repository.path(page).resolveSibling(link)).exists());
    }

    @Test
    void showsAPipelineThatRuns() {
        String yaml = groups(YAML_BLOCK, Repository.text("README.md")).get(0);

        PipelineConfig config = Repository.pipeline(yaml, "README.md", Map.of());

        assertThat(config.name()).isEqualTo("digits");
    }

    @Test
    void beginsWithTheTwoCommands() {
        assertThat(Repository.text("README.md").lines().filter(line -> line.startsWith("./")))
                .extracting(line -> line.replaceAll("\\s+#.*", ""))
                .startsWith("./penstock demo", "./mvnw verify");
    }
}
