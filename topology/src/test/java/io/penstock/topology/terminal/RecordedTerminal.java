package io.penstock.topology.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A terminal that keeps what is written to it. */
public final class RecordedTerminal {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Style.PLAIN,
            false,
            true,
            80);

    public Terminal terminal() {
        return terminal;
    }

    public List<String> out() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    public List<String> err() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
