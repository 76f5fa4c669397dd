package io.penstock.benchmarks.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BacklogTest {
    private static final long MUCH = 1L << 40;

    @Test
    void hasAsManyRecordsAsAreAskedForOfAnyLoad() {
        var backlog = new Settings.Backlog(MUCH, 12_000_000, 64, 8);

        assertThat(backlog.records(Load.NULL, 100)).isEqualTo(12_000_000);
        assertThat(backlog.records(Load.TRANSFORMER, 288)).isEqualTo(12_000_000);
    }

    @Test
    void hasWhatTheLoadHasByItselfOtherwise() {
        var backlog = new Settings.Backlog(MUCH, null, 64, 8);

        assertThat(backlog.records(Load.NULL, 100)).isEqualTo(3_000_000);
        assertThat(backlog.records(Load.TRANSFORMER, 288)).isEqualTo(100_000);
    }

    @Test
    void holdsNoMoreThanItsBytes() {
        assertThat(new Settings.Backlog(1 << 20, 12_000_000, 64, 8).records(Load.NULL, 1024))
                .isEqualTo(1024);
    }
}
