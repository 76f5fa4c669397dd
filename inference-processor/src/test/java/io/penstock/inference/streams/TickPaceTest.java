package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TickPaceTest {
    private final TickPace pace = new TickPace();

    @Test
    void looksEveryMillisecondWhileFewRecordsCome() {
        assertThat(after(1)).isEqualTo(1);
        assertThat(after(0)).isEqualTo(1);
    }

    @Test
    void looksLessOftenTheLongerManyRecordsCome() {
        assertThat(after(2)).isEqualTo(2);
        assertThat(after(4)).isEqualTo(4);
        assertThat(after(8)).isEqualTo(8);
        assertThat(after(16)).isEqualTo(8);
    }

    @Test
    void looksEveryMillisecondAgainOnceTheyCeaseToCome() {
        after(2);
        after(4);

        assertThat(after(7)).isEqualTo(1);
    }

    @Test
    void looksEveryMillisecondAfterALull() {
        after(2);
        after(4);
        pace.recordCame();

        pace.restart();

        assertThat(pace.intervalMillis()).isEqualTo(1);
        assertThat(after(1)).isEqualTo(1);
    }

    private long after(int records) {
        for (int i = 0; i < records; i++) {
            pace.recordCame();
        }
        long former = pace.intervalMillis();
        assertThat(pace.advance()).isEqualTo(pace.intervalMillis() != former);
        return pace.intervalMillis();
    }
}
