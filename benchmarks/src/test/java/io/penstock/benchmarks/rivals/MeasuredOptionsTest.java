package io.penstock.benchmarks.rivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MeasuredOptionsTest {

    @Test
    void makesACellOfEachLimitOfRowsInFlight() {
        Settings.Matrix matrix = options("--in-flight=64,4096", "--guarantee=both", "--threads=1")
                .matrix();

        assertThat(matrix.size()).isEqualTo(4 * 4); // sizes, too
        assertThat(matrix.cells(Load.NULL, 100))
                .extracting(Cell::title)
                .containsExactly(
                        "null, 100 B, at_least_once, 1 thread, 64 rows in flight",
                        "null, 100 B, at_least_once, 1 thread, 4096 rows in flight",
                        "null, 100 B, exactly_once_v2, 1 thread, 64 rows in flight",
                        "null, 100 B, exactly_once_v2, 1 thread, 4096 rows in flight");
    }

    @Test
    void leavesTheLimitToPenstockOtherwise() {
        assertThat(options("--guarantee=at_least_once").matrix().cells(Load.NULL, 1024))
                .extracting(Cell::inFlightRows, Cell::title)
                .containsExactly(tuple(0, "null, 1 KiB, at_least_once, 2 threads"));
    }

    @Test
    void measuresMemoryWhereItOrALimitIsAskedFor() {
        assertThat(options().memory()).isFalse();
        assertThat(options("--memory").memory()).isTrue();
        assertThat(options("--in-flight=64").memory()).isTrue();
    }

    private static MeasuredOptions options(String... arguments) {
        Parsed parsed = new Parsed();
        new CommandLine(parsed).parseArgs(arguments);
        return parsed.measured;
    }

    @Command
    private static final class Parsed {
        @CommandLine.Mixin
        private MeasuredOptions measured = new MeasuredOptions();
    }
}
