package io.penstock.topology.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LiveLinesTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong(1);

    private LiveLines lines(boolean live) {
        PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
        return new LiveLines(new Terminal(stream, stream, Style.PLAIN, live, true, 8), nanos::get);
    }

    @Test
    void writesOverWhatItShowedBeforeOnATerminal() {
        LiveLines lines = lines(true);
        lines.show(List.of("first", "longer than the terminal"));
        lines.show(List.of("second", "2"));

        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("\u001B[2Kfirst", "\u001B[2Klonger t", "\u001B[2A\u001B[2Ksecond", "\u001B[2K2");
    }

    @Test
    void writesOneLineNowAndThenElsewhere() {
        LiveLines lines = lines(false);
        assertThat(lines.isDue()).isTrue();
        lines.show(List.of("first", "details"));
        assertThat(lines.isDue()).isFalse();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(lines.isDue()).isTrue();

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("first");
    }
}
