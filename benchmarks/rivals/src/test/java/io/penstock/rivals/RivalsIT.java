package io.penstock.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.benchmarks.rivals.RivalsCommand;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RivalsIT {
    private static final String ARGUMENTS = "--load=digits --subjects=streams-onnx,poll-batch,parallel-consumer,flink"
            + " --guarantee=at_least_once --rounds=1 --seconds=1 --warm-up=0.1 --records=20000 --pool=4 --partitions=2"
            + " --threads=1 --jvm=-Xmx256m";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void everyRivalAnswersEveryRequestAsTheModelDoes() {
        PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);

        int code = new CommandLine(new RivalsCommand(
                        new Terminal(stream, stream, Style.PLAIN, false, false, 80), new StopSignal()))
                .execute(ARGUMENTS.split(" ", -1));

        String screen = written.toString(StandardCharsets.UTF_8);
        assertThat(code).as(screen).isZero();
        assertThat(screen.lines().filter(line -> line.contains("passed")).map(line -> line.strip()
                        .split(" ", 2)[0]))
                .containsExactly("streams-onnx", "poll-batch", "parallel-consumer", "flink");
    }
}
