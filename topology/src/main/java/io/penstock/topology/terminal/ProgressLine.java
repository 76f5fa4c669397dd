package io.penstock.topology.terminal;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar on one line of a terminal. */
final class ProgressLine implements Progress {
    private static final int UPDATE_MILLIS = 60;
    private static final ProgressBarStyle BLOCKS = ProgressBarStyle.builder()
            .leftBracket("")
            .rightBracket("")
            .block('━')
            .space(' ')
            .fractionSymbols(" ╸")
            .rightSideFractionSymbol(' ')
            .build();

    private static final String CLEAR_LINE = "\r\u001B[2K";

    private final Terminal terminal;
    private final ProgressBar bar;
    private boolean closed;

    private ProgressLine(Terminal terminal, ProgressBar bar) {
        this.terminal = terminal;
        this.bar = bar;
    }

    static ProgressLine of(Terminal terminal, String task, long total) {
        return new ProgressLine(
                terminal, builder(terminal, task).setInitialMax(total).hideEta().build());
    }

    /** With the time left, of a total that is not known yet. */
    static ProgressLine withTimeLeft(Terminal terminal, String task, String unit) {
        return new ProgressLine(
                terminal,
                builder(terminal, task).setInitialMax(-1).setUnit(" " + unit, 1).build());
    }

    private static ProgressBarBuilder builder(Terminal terminal, String task) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setStyle(terminal.unicode() ? BLOCKS : ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), terminal.columns()))
                .showSpeed(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)));
    }

    @Override
    public void expect(long total) {
        bar.maxHint(total);
    }

    /** The bar is drawn again below it. */
    @Override
    public void note(String line) {
        terminal.say(CLEAR_LINE + line);
    }

    @Override
    public void doing(String what) {
        bar.setExtraMessage(what);
    }

    @Override
    public void at(long done) {
        bar.stepTo(done);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            bar.close();
        }
    }
}
