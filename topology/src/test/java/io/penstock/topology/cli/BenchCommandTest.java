package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.terminal.RecordedTerminal;
import io.penstock.topology.terminal.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchCommandTest {
    private final RecordedTerminal terminal = new RecordedTerminal();

    @TempDir
    private Path folder = Path.of("");

    private int bench(String preprocess, String... options) throws IOException {
        Path file = folder.resolve("pipeline.yaml");
        Files.writeString(
                file,
                """
                name: bench
                models: %s
                kafka: { bootstrap.servers: "127.0.0.1:9" }
                registry: { url: "http://127.0.0.1:9" }
                input: { topic: in }
                preprocess: %s
                infer: { model: breast-cancer }
                postprocess: { type: classification }
                output: { topic: out }
                """
                        .formatted(System.getProperty("penstock.models"), preprocess));
        String[] arguments = new String[options.length + 3];
        arguments[0] = "bench";
        arguments[1] = "-f";
        arguments[2] = file.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return PenstockCommand.line(terminal.terminal(), new StopSignal()).execute(arguments);
    }

    @Test
    void saysHowToGiveRecordsThatItCannotMakeUp() throws IOException {
        assertThat(bench("{ type: json, fields: [{ name: a }] }")).isEqualTo(1);
        assertThat(terminal.err())
                .contains(
                        "penstock bench: requests can be made for the stages image and tensor only, this one needs real"
                                + " records: preprocess.type=json; give some with --input FILE (tables or images) or --input-topic"
                                + " TOPIC");
    }

    @Test
    void refusesTwoSourcesOfRecords() throws IOException {
        assertThat(bench("{ type: tensor }", "--input", "a.csv", "--input-topic", "t"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("penstock bench: --input and --input-topic are one or the other");
    }

    @Test
    void refusesRatesThatAreNone() throws IOException {
        assertThat(bench("{ type: tensor }", "--rates", "100,0")).isEqualTo(2);
        assertThat(terminal.err()).contains("penstock bench: --rates must be positive, are [100.0, 0.0]");
    }

    @Test
    void refusesInputsThatAreNotThere() throws IOException {
        assertThat(bench("{ type: tensor }", "--input", "nowhere.csv")).isEqualTo(2);
        assertThat(terminal.err()).contains("penstock bench: no such input: nowhere.csv");
    }
}
