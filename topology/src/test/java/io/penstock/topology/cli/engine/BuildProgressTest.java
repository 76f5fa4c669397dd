package io.penstock.topology.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BuildProgressTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final Terminal terminal = new Terminal(out, out, Style.PLAIN, false, true, 100);
    private final BuildProgress progress = new BuildProgress(terminal, new StopSignal());

    @Test
    void saysOnceThatAnOutermostPhaseHasEnded() {
        progress.phaseStarted("Building Engine", "", 1);
        progress.phaseStarted("Tactic Selection", "Building Engine", 8);
        progress.stepDone("Tactic Selection", 8);
        progress.phaseFinished("Tactic Selection");
        progress.phaseFinished("Building Engine");
        progress.close();

        assertThat(said.toString(StandardCharsets.UTF_8))
                .matches("Building Engine, %: 100 of 100 in \\d+\\.\\d s" + System.lineSeparator());
    }

    @Test
    void saysHowFarABuildHadComeThatWasCancelled() {
        progress.phaseStarted("Building Engine", "", 4);
        progress.stepDone("Building Engine", 1);
        progress.close();

        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("Building Engine, %: 25 of 100 in ");
    }
}
