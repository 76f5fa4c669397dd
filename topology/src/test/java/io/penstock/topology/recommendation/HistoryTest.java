package io.penstock.topology.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.EventType;
import io.penstock.schema.recommendation.UserCounters;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class HistoryTest {
    private static Event event(int number, String item, EventType type) {
        return new Event("e" + number, "user", item, type, Instant.EPOCH);
    }

    @Test
    void countsEventsByTheirType() {
        History history = History.of(null)
                .with(event(1, "a", EventType.VIEW), "c")
                .with(event(2, "b", EventType.CART), "c")
                .with(event(3, "a", EventType.PURCHASE), "d");

        assertThat(history.counters()).isEqualTo(new UserCounters(3L, 1L, 1L, 1L));
        assertThat(history.recentItems(10)).containsExactly("a", "b");
        assertThat(history.recentItems(1)).containsExactly("a");
        assertThat(history.purchased()).containsExactly("a");
        assertThat(history.categories()).containsEntry("c", 2L).containsEntry("d", 1L);
    }

    @Test
    void knowsTheEventsThatItHasCounted() {
        History history = History.of(null).with(event(1, "a", EventType.VIEW), "c");

        assertThat(history.has(event(1, "a", EventType.VIEW))).isTrue();
        assertThat(history.has(event(2, "a", EventType.VIEW))).isFalse();
    }

    @Test
    void keepsTheLastEventsAndCountsAll() {
        History history = History.of(null);
        for (int number = 0; number < 100; number++) {
            history = history.with(event(number, "item-" + number, EventType.VIEW), "c");
        }

        assertThat(history.counters().getEvents()).isEqualTo(100);
        assertThat(history.length()).isEqualTo(History.EVENTS);
        assertThat(history.recentItems(100)).hasSize(History.EVENTS).startsWith("item-99");
        assertThat(history.has(event(100 - History.EVENT_IDS, "", EventType.VIEW)))
                .isTrue();
        assertThat(history.has(event(99 - History.EVENT_IDS, "", EventType.VIEW)))
                .isFalse();
    }
}
