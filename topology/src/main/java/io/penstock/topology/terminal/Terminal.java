package io.penstock.topology.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Where the command line writes: what was asked for to {@code out}, all the rest to {@code err}. Thread-safe as its
 * streams are; it does not own them.
 *
 * @param out standard output
 * @param err standard error
 * @param outStyle how {@code out} is decorated
 * @param live whether {@code err} is a terminal, on which a line can be written over
 * @param unicode whether both can show block characters
 * @param columns the width of a line
 */
public record Terminal(PrintStream out, PrintStream err, Style outStyle, boolean live, boolean unicode, int columns) {
    private static final int COLUMNS = 80;
    private static final int MOST_COLUMNS = 110;

    /** The process's own, with what {@code ./penstock} found out about it in system properties. */
    public static Terminal ofProcess() {
        String encoding = System.getProperty("native.encoding", "UTF-8");
        Charset charset = Charset.isSupported(encoding) ? Charset.forName(encoding) : StandardCharsets.UTF_8;
        boolean colourful = Boolean.getBoolean("penstock.terminal.out") && System.getenv("NO_COLOR") == null;
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                colourful ? Style.ANSI : Style.PLAIN,
                Boolean.getBoolean("penstock.terminal.err"),
                charset.newEncoder().canEncode('█'),
                Math.min(MOST_COLUMNS, Integer.getInteger("penstock.terminal.columns", COLUMNS)));
    }

    /** Writes a line to {@code out}. */
    public void print(String line) {
        out.println(line);
    }

    /** Writes a line to {@code err}. */
    public void say(String line) {
        err.println(line);
    }

    /** Shows how far something has come, of {@code total}, -1 if nobody knows. The caller closes it. */
    public Progress progress(String task, long total) {
        return live ? ProgressLine.of(this, task, total) : new ProgressReports(err, task, total, System::nanoTime);
    }

    /**
     * Shows how far long work has come, how fast it is and what time is left, of a total that is told on the way with
     * {@link Progress#expect}. The caller closes it.
     */
    public Progress longProgress(String task, String unit) {
        return live
                ? ProgressLine.withTimeLeft(this, task, unit)
                : new EstimatedReports(err, task, unit, System::nanoTime);
    }
}
