package io.penstock.topology.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TableTest {

    @Test
    void putsFiguresAtTheRightOfTheirColumn() {
        Table table = Table.ofFigures().row("records", "9,000", "each once").row("p50", "7.5 ms", "");
        assertThat(table.lines(Style.PLAIN)).containsExactly("  records   9,000  each once", "  p50      7.5 ms");
    }

    @Test
    void putsWordsAtTheLeftOfTheirColumn() {
        Table table = Table.ofWords().row("input", "a", "4 partitions").row("output", "longer", "");
        assertThat(table.lines(Style.PLAIN)).containsExactly("  input   a       4 partitions", "  output  longer");
    }

    @Test
    void keepsColumnsStraightWhereItDecorates() {
        Table table = Table.ofFigures().row("a", "1", "").row("b", "22", "");
        assertThat(table.lines(Style.ANSI)).containsExactly("  a   \u001B[1m1\u001B[0m", "  b  \u001B[1m22\u001B[0m");
    }
}
