package io.penstock.topology.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.recommendation.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
    private final Catalogue catalogue = new Catalogue(new RankerModel(
            Vocabulary.of(List.of()), Vocabulary.of(List.of("a", "b")), Vocabulary.of(List.of("x")), 0, 1, 2, 0));

    @Test
    void knowsWhatTheModelCallsItsItems() {
        catalogue.put(new Item("b", "B", "x"));
        catalogue.put(new Item("stranger", "S", "y"));

        assertThat(catalogue.find("b")).map(CatalogueItem::number).contains(2L);
        assertThat(catalogue.find("b")).map(CatalogueItem::categoryNumber).contains(1L);
        assertThat(catalogue.find("stranger")).map(CatalogueItem::number).contains(Vocabulary.UNKNOWN);
        assertThat(catalogue.first(1)).extracting(CatalogueItem::id).containsExactly("b");
    }

    @Test
    void movesAnItemToItsNewCategory() {
        catalogue.put(new Item("a", "A", "x"));
        long before = catalogue.changes();
        catalogue.put(new Item("a", "A", "y"));

        assertThat(catalogue.ofCategory("x")).isEmpty();
        assertThat(catalogue.ofCategory("y")).extracting(CatalogueItem::id).containsExactly("a");
        assertThat(catalogue.changes()).isGreaterThan(before);
    }

    @Test
    void forgetsARemovedItem() {
        catalogue.put(new Item("a", "A", ""));
        catalogue.remove("a");
        catalogue.remove("a");

        assertThat(catalogue.find("a")).isEmpty();
        assertThat(catalogue.ofCategory("")).isEmpty();
        assertThat(catalogue.first(10)).isEmpty();
    }
}
