package io.penstock.topology.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.recommendation.ItemStatistics;
import io.penstock.schema.recommendation.Neighbour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class ItemCountersTest {
    private final HeapStore<ItemStatistics> store = new HeapStore<>();
    private final ItemCounters counters = new ItemCounters(store);

    @Test
    void writesOneRecordForAnEvent() {
        counters.count("a", List.of());
        counters.count("b", List.of("a", "b"));
        counters.count("b", List.of("b", "a"));

        assertThat(store.get("b")).isEqualTo(new ItemStatistics(2L, List.of(new Neighbour("a", 2L))));
        assertThat(store.get("a")).isEqualTo(new ItemStatistics(1L, List.of()));
    }

    @Test
    void findsWhatCameCloseInEitherOrderMostOftenFirst() {
        counters.count("a", List.of());
        counters.count("b", List.of("a"));
        counters.count("c", List.of("b"));
        counters.count("b", List.of("c"));

        Together together = counters.together(List.of("b", "never-seen"));

        assertThat(together.most()).containsExactly("c", "a");
        assertThat(together.share(counters.find("c"))).isEqualTo(1f);
        assertThat(together.because(counters.find("a"))).contains("b");
        assertThat(counters.together(List.of("a")).most()).containsExactly("b");
    }

    @Test
    void keepsTheNeighboursThatCameCloseTheMostOften() {
        counters.count("item", List.of("often"));
        counters.count("item", List.of("often"));
        IntStream.range(0, 2 * Neighbours.MOST).forEach(number -> counters.count("item", List.of("once-" + number)));

        assertThat(Objects.requireNonNull(store.get("item")).getTogether())
                .hasSize(Neighbours.MOST)
                .contains(new Neighbour("often", 2L))
                .contains(new Neighbour("once-" + (2 * Neighbours.MOST - 1), 1L))
                .doesNotContain(new Neighbour("once-0", 1L));
    }

    @Test
    void keepsTheMostPopularFirstWhateverComes() {
        Random random = new Random(5);
        Map<String, Long> expected = new HashMap<>();
        for (int event = 0; event < 2_000; event++) {
            String item = "item-" + (int) Math.abs(random.nextGaussian() * 20);
            counters.count(item, List.of());
            expected.merge(item, 1L, Long::sum);
        }

        assertThat(popular(counters)).isEqualTo(sorted(expected));
        assertThat(popular(new ItemCounters(store))).isEqualTo(sorted(expected));
        assertThat(counters.popularity(counters.popular().iterator().next())).isEqualTo(1f);
    }

    private static List<Long> popular(ItemCounters counters) {
        return StreamSupport.stream(counters.popular().spliterator(), false)
                .map(CountedItem::events)
                .toList();
    }

    private static List<Long> sorted(Map<String, Long> counts) {
        List<Long> sorted = new ArrayList<>(counts.values());
        sorted.sort(Comparator.reverseOrder());
        return sorted;
    }
}
