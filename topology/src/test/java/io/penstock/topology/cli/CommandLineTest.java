package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.terminal.RecordedTerminal;
import io.penstock.topology.terminal.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {
    private final RecordedTerminal terminal = new RecordedTerminal();

    private int run(String... arguments) {
        return PenstockCommand.line(terminal.terminal(), new StopSignal()).execute(arguments);
    }

    @Test
    void showsHowItIsUsedWhenItIsGivenNothingToDo() {
        assertThat(run()).isEqualTo(2);
        assertThat(terminal.err()).contains("Usage: penstock [-hV] [--verbose] COMMAND");
        assertThat(terminal.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "dev",
                "run",
                "validate",
                "produce",
                "consume",
                "topics",
                "evaluate",
                "score",
                "bench",
                "generate-completion"
            })
    void helpsWithEveryCommand(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(terminal.out().get(0)).startsWith("Usage: penstock " + command + " ");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void documentsItsExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(terminal.out())
                .contains("Exit codes:", "  1     failed while it ran", "  143   the same by SIGTERM");
    }

    @Test
    void completesCommandsAndOptions() {
        assertThat(run("generate-completion")).isZero();
        assertThat(String.join("\n", terminal.out()))
                .contains("demo dev run validate")
                .contains("--guarantee");
    }

    @Test
    void printsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(terminal.out().get(0)).startsWith("penstock ");
        assertThat(terminal.out().get(1)).startsWith("Kafka 4.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dmo                                | penstock: Unmatched argument at index 0: 'dmo'
                    demo --requests many               | penstock demo: Invalid value for option '--requests': 'many' is not an int
                    demo --requests 1000               | penstock demo: --requests must be a multiple of 450, the number of held-out images, and at least 1350, is 1000
                    demo --guarantee maybe             | penstock demo: --guarantee must be exactly_once_v2 or at_least_once, is maybe
                    demo --precision fp8               | penstock demo: --precision must be fp32, tf32, fp16, bf16 or int8, is fp8
                    demo --broker-port 70000           | penstock demo: --broker-port must be from 1 to 65535, or 0 for any free one, is 70000
                    demo recommendation --events 999   | penstock demo recommendation: --events must be at least 1000, is 999
                    demo recommendation --candidates 9 | penstock demo recommendation: --candidates must be from 10 to 1000, is 9
                    demo recommendation --threads 0    | penstock demo recommendation: --threads must be from 1 to 64, is 0
                    demo recommendation --precision x  | penstock demo recommendation: --precision must be fp32, tf32, fp16 or bf16, is x
                    dev --http-port=-1                 | penstock dev: --http-port must be from 1 to 65535, or 0 for any free one, is -1
                    run                                | penstock run: Missing required option: '--file=FILE'
                    validate                           | penstock validate: Missing required option: '--file=FILE'
                    produce                            | penstock produce: needs files, or --json-lines, and not both
                    produce --json-lines - a.png       | penstock produce: needs files, or --json-lines, and not both
                    produce --json-lines - --repeat 2  | penstock produce: --repeat is for files, not for --json-lines
                    produce --repeat 0 a.png           | penstock produce: --repeat must be at least 1, is 0
                    produce --rate 0 a.png             | penstock produce: --rate must be positive, is 0.0
                    produce nowhere.png                | penstock produce: no such file: nowhere.png
                    produce pom.xml                    | penstock produce: cannot tell the media type of pom.xml by its name: give it with --media-type
                    consume --max 0                    | penstock consume: --max must be at least 1, is 0
                    consume --timeout soon             | penstock consume: Invalid value for option '--timeout': must be a duration such as 500ms (ms, s, m, h), is soon
                    topics --partitions 0              | penstock topics: --partitions must be at least 1, is 0
                    evaluate other                     | penstock evaluate: the pipeline serves digits, not other: name one that does with -f FILE
                    """)
    void saysWhatIsWrongWithItsArguments(String arguments, String message) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(terminal.err().get(0)).isEqualTo(message);
        assertThat(terminal.err().get(terminal.err().size() - 1))
                .startsWith("Try: penstock")
                .endsWith(" --help");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertThat(run("dmo")).isEqualTo(2);
        assertThat(terminal.err()).contains("Did you mean: penstock demo?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "run --allow-unverified",
                "validate",
                "produce a.png",
                "consume",
                "topics",
                "evaluate",
                "dev"
            })
    void endsWithTwoIfAConfigurationIsWrong(String command, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("pipeline.yaml"), "name: a b\nkafca: {}\n");
        assertThat(run((command + " -f " + file).split(" ", -1))).isEqualTo(2);
        assertThat(terminal.err().get(0))
                .matches("penstock \\w+: (.*pipeline.yaml: \\d+ problems|no such file: a.png)");
    }

    @Test
    void saysThatEveryDeviceHasItsSessions(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("pipeline.yaml"),
                """
                name: p
                kafka:       { bootstrap.servers: "broker:9092" }
                registry:    { url: "http://registry:8081" }
                input:       { topic: in }
                preprocess:  { type: image, width: 8, height: 8, scale: 1/255 }
                infer:       { model: digits, devices: [0, 1], sessions: 3 }
                postprocess: { type: classification }
                output:      { topic: out }
                """);
        assertThat(run("validate", "-f", file.toString())).isZero();
        assertThat(terminal.out()).anySatisfy(line -> assertThat(line).endsWith("3 sessions on each device of [0, 1]"));
    }

    @Test
    void saysWhatAPipelineWouldDo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("pipeline.yaml"),
                """
                name: p
                kafka:       { bootstrap.servers: "broker:9092" }
                registry:    { url: "http://registry:8081" }
                input:       { topic: in }
                preprocess:  { type: image, width: 8, height: 8, scale: 1/255 }
                infer:       { model: digits, window: 7ms, maxBatch: 16 }
                postprocess: { type: classification }
                output:      { topic: out }
                """);
        assertThat(run("validate", "-f", file.toString())).isZero();
        assertThat(terminal.out())
                .startsWith(
                        file + ": no problems",
                        "  pipeline  p         exactly_once_v2",
                        "  reads     in        at broker:9092",
                        "  writes    out       dead letters to p.dead-letters",
                        "  stages    3 stages  preprocess (image), infer, postprocess (classification)")
                .contains("  batches   16 rows   at most, or what has come 7 ms after the first; 2 sessions");
    }

    @Test
    void measuresTheAccuracyOfTheDigitsModel() {
        assertThat(run("evaluate", "digits")).isZero();
        assertThat(terminal.out())
                .startsWith("digits: 99.78 % (449 of 450 held-out images)")
                .endsWith("model.yaml states 0.9978: the same");
    }
}
