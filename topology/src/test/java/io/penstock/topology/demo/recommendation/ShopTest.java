package io.penstock.topology.demo.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.EventType;
import io.penstock.schema.recommendation.Item;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.schema.recommendation.RecommendedItem;
import io.penstock.schema.serde.TrustedRecords;
import io.penstock.topology.model.Model;
import io.penstock.topology.recommendation.RecommendationPipeline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ShopTest {
    private static final Model MODEL = RecommendationPipeline.model(RecommendationPipeline.config(Map.of()));
    private static final Shop SHOP = Shop.of(MODEL);
    private static final String USER = "user-001";

    @BeforeAll
    static void trustRecords() {
        TrustedRecords.allow();
    }

    @Test
    void clicksAsTheSimulatorThatTrainedTheModel() {
        assertThat(Csv.rows(MODEL.folder().resolve("simulator/clicks.csv")))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(SHOP.click(row[0], row[1])).isCloseTo(Double.parseDouble(row[2]), within(1e-4)));
    }

    @Test
    void playsTheSameVisitsForTheSameSeed() {
        List<String> first = items(new Visits(SHOP, 5));

        assertThat(items(new Visits(SHOP, 5))).isEqualTo(first);
        assertThat(items(new Visits(SHOP, 6))).isNotEqualTo(first);
    }

    private static List<String> items(Visits visits) {
        return Stream.generate(visits::next).limit(20).map(Event::getItem).toList();
    }

    @Test
    void givesTheBestItemsAnNdcgOfOneAndOthersLess() {
        Judge judge = new Judge(SHOP, Set.of());
        judge.onEvent(event("a"), true);
        judge.onEvent(event("b"), true);
        judge.onRecommendation(recommendation("a", best()));
        assertThat(judge.comparison().pipeline().ndcg()).isEqualTo(1, within(1e-9));
        assertThat(judge.comparison().isBetter()).isTrue();

        judge.onRecommendation(recommendation("b", best().skip(100)));
        assertThat(judge.comparison().pipeline().ndcg()).isBetween(0.5, 0.8);
        assertThat(judge.comparison().judged()).isEqualTo(2);
    }

    @Test
    void isNotBetterThanPopularityWithWhatIsPopular() {
        Judge judge = new Judge(SHOP, Set.of());
        judge.onEvent(event("a"), true);
        judge.onRecommendation(recommendation("a", Stream.of("books-01")));

        assertThat(judge.comparison().pipeline()).isEqualTo(judge.comparison().popularity());
        assertThat(judge.comparison().isBetter()).isFalse();
    }

    private static Stream<String> best() {
        return SHOP.items().stream()
                .map(Item::getId)
                .sorted(Comparator.comparingDouble(item -> -SHOP.click(USER, item)));
    }

    private static Event event(String id) {
        return new Event(id, USER, "books-01", EventType.VIEW, Instant.EPOCH);
    }

    private static Recommendation recommendation(String event, Stream<String> items) {
        return Recommendation.newBuilder()
                .setEvent(event)
                .setUser(USER)
                .setItems(items.limit(10)
                        .map(item -> RecommendedItem.newBuilder().setItem(item).build())
                        .toList())
                .build();
    }
}
