package io.penstock.topology.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The recipe for continuous integration says what the command line understands. */
class PlansWorkflowTest {
    private static final Path FILE =
            Path.of(System.getProperty("penstock.models")).resolveSibling("ci/plans.yml");
    private static final String COMMAND = "./penstock engine ";

    private final JsonNode workflow;

    PlansWorkflowTest() throws IOException {
        workflow = YAMLMapper.builder().build().readTree(Files.readString(FILE));
    }

    @Test
    void buildsVerifiesMeasuresAndPublishesInThisOrder() {
        assertThat(commands())
                .extracting(command -> command.get(0))
                .containsExactly("build", "verify", "bench", "push");
    }

    @Test
    void givesEveryCommandWhatItUnderstands() {
        for (List<String> command : commands()) {
            assertThatCode(() -> EngineCommand.line(Terminal.ofProcess(), new StopSignal())
                            .parseArgs(command.toArray(String[]::new)))
                    .as(String.join(" ", command))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void usesOnlyValuesThatItsMatrixHas() throws IOException {
        JsonNode matrix = workflow.at("/jobs/plan/strategy/matrix");

        assertThat(Files.readString(FILE).lines().filter(line -> line.contains("matrix.")))
                .isNotEmpty()
                .allMatch(line -> Stream.of(line.split("matrix\\.", -1))
                        .skip(1)
                        .allMatch(rest -> matrix.has(rest.replaceAll("[^a-z].*", ""))));
    }

    private List<List<String>> commands() {
        return StreamSupport.stream(workflow.at("/jobs/plan/steps").spliterator(), false)
                .map(step -> step.path("run").asText())
                .filter(run -> run.startsWith(COMMAND))
                .map(run -> run.substring(COMMAND.length())
                        .replace("\"$MODEL\"", "digits")
                        .replace("\"$MAX_BATCH\"", "64")
                        .replaceAll("\"?\\$\\{\\{ vars\\.\\w+ }}\"?", "file:///plans")
                        .replaceAll("\\$\\{\\{ matrix\\.precision }}", "fp16"))
                .map(run -> List.of(run.split(" ")))
                .toList();
    }
}
