package io.penstock.benchmarks.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.benchmarks.subject.Memory;
import io.penstock.topology.config.Guarantee;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RivalsReportTest {

    @Test
    void showsTheMostOfEachKindOfMemoryOverTheRounds() {
        CellResult result = cell(
                subject("streams", memory(10, 20, 1, 300L), memory(11, 15, 2, 200L)),
                subject("penstock", memory(1, 2000, 3, null)));

        assertThat(RivalsReport.lines(result))
                .containsSequence(
                        "  memory in MiB  live heap  most heap  direct  most resident",
                        "  streams             11.0       20.0     2.0          300.0",
                        "  penstock             1.0    2,000.0     3.0");
    }

    @Test
    void saysNothingOfMemoryThatWasNotAskedFor() {
        assertThat(RivalsReport.lines(cell(subject("penstock", (Memory) null))))
                .noneMatch(line -> line.contains("memory"));
    }

    @Test
    void tellsTheTurnWhoseTailIsTheMedian() {
        assertThat(RivalsReport.lines(cell(turns(latency(30), latency(10), latency(20)))))
                .containsSequence(
                        "  latency in ms  at records/s  p50   p99  p99 of turns  p99.9   max  sender late  unanswered  us CPU  batch",
                        "  penstock                500  2.0  20.0     10.0-30.0   40.0  50.0          0.1           0    40.0    8.0");
    }

    @Test
    void tellsTheSlowerOfTwoTurnsAndCountsALossAsTheSlowest() {
        assertThat(turns(latency(30), latency(10)).latency()).contains(latency(30));
        assertThat(turns(latency(30), latency(0, 5), latency(20)).latency()).contains(latency(30));
    }

    private static SubjectResult turns(Latency... turns) {
        return new SubjectResult("penstock", Map.of(), List.of(), List.of(turns), List.of());
    }

    private static Latency latency(double p99) {
        return latency(p99, 0);
    }

    private static Latency latency(double p99, int unanswered) {
        return new Latency(
                500,
                1_000,
                unanswered,
                p99 / 10,
                p99,
                2 * p99,
                2.5 * p99,
                0.1,
                new Latency.Cost(40, 8),
                List.of(2.5 * p99));
    }

    private static CellResult cell(SubjectResult... subjects) {
        Cell cell = new Cell(Load.NULL, 100, 2, Guarantee.AT_LEAST_ONCE, 1, 0);
        return new CellResult(cell, 100, 1_000, List.of(subjects));
    }

    private static SubjectResult subject(String name, @Nullable Memory... rounds) {
        return new SubjectResult(
                name,
                Map.of(),
                Arrays.stream(rounds)
                        .map(memory ->
                                new Round(new Steady(1, 1_000, 5, 100), 1, new Delivery(10, 0, 0, 1, 0, 100), memory))
                        .toList(),
                List.of(),
                List.of());
    }

    private static Memory memory(int live, int most, int direct, @Nullable Long resident) {
        return new Memory(
                (long) live << 20, (long) most << 20, (long) direct << 20, resident == null ? null : resident << 20);
    }
}
