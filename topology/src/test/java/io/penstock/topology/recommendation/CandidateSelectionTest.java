package io.penstock.topology.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.EventType;
import io.penstock.schema.recommendation.Item;
import io.penstock.schema.recommendation.ItemStatistics;
import io.penstock.schema.recommendation.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CandidateSelectionTest {
    private static final RankerModel MODEL = new RankerModel(
            Vocabulary.of(List.of()), Vocabulary.of(List.of("seen")), Vocabulary.of(List.of("x")), 0, 1, 2, 0);

    private final HeapStore<ItemStatistics> statistics = new HeapStore<>();
    private final ItemCounters counters = new ItemCounters(statistics);
    private final Catalogue catalogue = new Catalogue(MODEL);
    private final CandidateSource source = CandidateSource.of(catalogue, counters);
    private int events;

    private History viewed(History history, String item, String category) {
        Event event = new Event("e" + events++, "user", item, EventType.VIEW, Instant.EPOCH);
        return history.with(event, category);
    }

    private void stock(String category, String... items) {
        for (String item : items) {
            catalogue.put(new Item(item, item, category));
        }
    }

    private List<String> picked(History history, Set<String> interests, int most) {
        return CandidateSelection.pick(source, history, interests, most).stream()
                .map(each -> each.item().id())
                .toList();
    }

    @Test
    void takesWhatWasSeenTogetherFirstAndSaysWithWhat() {
        stock("x", "seen", "friend");
        stock("y", "other");
        counters.count("friend", List.of("seen"));
        counters.count("friend", List.of("seen"));
        History history = viewed(History.of(null), "seen", "x");

        Candidate first = CandidateSelection.pick(source, history, Set.of(), 3).get(0);

        assertThat(first.item().id()).isEqualTo("friend");
        assertThat(first.because()).isEqualTo(Optional.of("seen"));
        assertThat(first.reasons()).contains(Reason.SEEN_TOGETHER, Reason.SAME_CATEGORY, Reason.POPULAR);
    }

    @Test
    void leavesOutWhatTheCatalogueHasNoMore() {
        stock("x", "seen", "friend");
        counters.count("friend", List.of("seen"));
        catalogue.remove("friend");
        History history = viewed(History.of(null), "seen", "x");

        assertThat(picked(history, Set.of(), 10)).containsExactly("seen");
        assertThat(catalogue.ofCategory("x")).hasSize(1);
    }

    @Test
    void givesItemsWithoutEventsAChanceInTheCategoriesOfTheUser() {
        String[] items = IntStream.range(10, 60).mapToObj(n -> "item-" + n).toArray(String[]::new);
        stock("x", items);
        for (int at = 0; at < 40; at++) {
            counters.count(items[at], List.of());
        }
        History history = viewed(History.of(null), items[0], "x");

        List<String> picked = picked(history, Set.of(), 20);

        assertThat(picked).hasSize(20);
        assertThat(picked.stream().filter(item -> counters.events(item) == 0).collect(Collectors.toSet()))
                .hasSize(8);
    }

    @Test
    void knowsOnlyTheInterestsOfAUserWithoutHistory() {
        stock("x", "a", "b");
        stock("y", "c", "d");

        List<Candidate> picked = CandidateSelection.pick(source, History.of(null), Set.of("y"), 3);

        assertThat(picked).extracting(each -> each.item().id()).containsExactly("c", "d", "a");
        assertThat(picked)
                .extracting(Candidate::reasons)
                .containsExactly(List.of(Reason.INTEREST), List.of(Reason.INTEREST), List.of(Reason.FILL));
    }

    @Test
    void readsItsCountsFromTheStoreWhenItStarts() {
        counters.count("a", List.of());
        counters.count("a", List.of("b"));
        counters.count("b", List.of());

        ItemCounters revived = new ItemCounters(statistics);

        assertThat(revived.popular()).extracting(each -> each.id).containsExactly("a", "b");
        assertThat(revived.popularity(revived.find("b"))).isEqualTo(0.5f);
        assertThat(revived.together(List.of("a")).share(revived.find("b"))).isEqualTo(0.5f);
        assertThat(revived.together(List.of("b")).share(revived.find("a"))).isEqualTo(1f);
    }
}
