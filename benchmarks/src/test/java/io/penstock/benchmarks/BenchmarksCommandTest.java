package io.penstock.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarksCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helps() {
        assertThat(run("pipeline", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: benchmarks pipeline ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pipeline                           | Missing required option: '--file=FILE'
                    pipeline -f a.yaml --records 10    | --records must be at least 100, is 10
                    pipeline -f a.yaml --pool 0        | --pool must be at least 1, is 0
                    pipeline -f a.yaml --rows-per-request 0 | --rows-per-request must be at least 1, is 0
                    pipeline -f a.yaml --image-side 7  | --image-side must be at least 8, is 7
                    pipeline -f a.yaml --partitions 0  | --partitions must be at least 1, is 0
                    pipeline -f a.yaml --runs 0        | --runs must be at least 1, is 0
                    pipeline -f a.yaml --seconds 0     | --seconds must be positive, is 0.0
                    pipeline -f a.yaml --guarantee any | --guarantee must be exactly_once_v2, at_least_once or both, is any
                    pipeline -f a.yaml --reference any | --reference must be engine or onnxruntime, is any
                    pipeline -f a.yaml --tolerance=-1  | --tolerance must be zero or positive, is -1.0
                    rivals --rounds 0                  | --rounds must be at least 1, is 0
                    rivals --threads 1,0               | --threads must be at least 1, is 0
                    rivals --sizes 0                   | --sizes must be at least 1, is 0
                    rivals --guarantee any             | --guarantee must be exactly_once_v2, at_least_once or both, is any
                    rivals --seconds 0                 | a round and a warm-up want time: --seconds=0.0, --warm-up=20.0
                    rivals --in-flight 64,16           | --in-flight must be at least --max-batch, is 16 with --max-batch 32
                    rivals --load any                  | no such load: any; there are null, digits, transformer
                    """)
    void saysWhatIsWrongWithItsArguments(String arguments, String message) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).first().isEqualTo(message);
    }

    @Test
    void teachesHowRivalsAreMeasured() {
        assertThat(run("rivals", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Usage: benchmarks rivals ")
                .contains("benchmarks/run rivals --quick");
    }

    @Test
    void saysThatThereIsNoSuchPipeline() {
        assertThat(run("pipeline", "-f", "nowhere.yaml")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("benchmarks: nowhere.yaml: 1 problem", "  cannot be read (NoSuchFileException)");
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(stream(out), stream(err), Style.PLAIN, false, false, 80);
        return BenchmarksCommand.line(terminal, new StopSignal()).execute(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
