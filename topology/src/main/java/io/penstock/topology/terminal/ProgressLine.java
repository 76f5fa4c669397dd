package io.penstock.topology.terminal;

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

    private final ProgressBar bar;

    ProgressLine(Terminal terminal, String task, long total) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setStyle(terminal.unicode() ? BLOCKS : ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), terminal.columns()))
                .showSpeed()
                .hideEta()
                .build();
    }

    @Override
    public void at(long done) {
        bar.stepTo(done);
    }

    @Override
    public void close() {
        bar.close();
    }
}
