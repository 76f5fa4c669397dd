package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.Item;
import io.penstock.schema.recommendation.Reason;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Picks the candidates for one user: first what was seen together with the user's recent items, then items of the user's
 * categories, half of them the popular ones and half those with the fewest events, so that new items are met; then what is
 * popular; then anything. Items that the catalogue has not, and those just bought, are left out. Belongs to one thread.
 */
final class CandidateSelection {
    private static final double TOGETHER = 0.4;
    private static final double CATEGORIES = 0.85;
    private static final int CATEGORIES_OF_HISTORY = 2;

    private final Catalogue catalogue;
    private final ItemCounters counters;
    private final History history;
    private final Set<String> interests;
    private final Set<String> excluded;
    private final Together together;
    private final int most;
    private final Map<String, Item> picked = new LinkedHashMap<>();
    private final Map<String, EnumSet<Reason>> reasons = new LinkedHashMap<>();

    private CandidateSelection(
            Catalogue catalogue, ItemCounters counters, History history, Set<String> interests, int most) {
        this.catalogue = catalogue;
        this.counters = counters;
        this.history = history;
        this.interests = interests;
        this.excluded = history.purchased();
        this.together = counters.together(history.recentItems(RankerModel.HISTORY));
        this.most = most;
    }

    /**
     * The candidates, at most {@code most}; none if the catalogue has none.
     *
     * @param interests the categories that the user declared an interest in
     */
    static List<Candidate> pick(
            Catalogue catalogue, ItemCounters counters, History history, Set<String> interests, int most) {
        CandidateSelection selection = new CandidateSelection(catalogue, counters, history, interests, most);
        selection.pickTogether();
        selection.pickCategories();
        selection.pickPopular();
        selection.fill();
        return selection.candidates();
    }

    private void pickTogether() {
        together.most(most).forEach(item -> take(item, Reason.SEEN_TOGETHER, share(TOGETHER)));
    }

    private void pickCategories() {
        List<String> categories = Stream.concat(
                        history.categories().entrySet().stream()
                                .filter(each -> !each.getKey().isEmpty())
                                .sorted(Map.Entry.<String, Long>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                                .limit(CATEGORIES_OF_HISTORY)
                                .map(Map.Entry::getKey),
                        interests.stream().sorted())
                .distinct()
                .toList();
        int before = picked.size();
        for (int at = 0; at < categories.size(); at++) {
            int limit = before + (share(CATEGORIES) - before) * (at + 1) / categories.size();
            pickCategory(categories.get(at), limit);
        }
    }

    private void pickCategory(String category, int limit) {
        Reason reason = interests.contains(category) ? Reason.INTEREST : Reason.SAME_CATEGORY;
        List<Item> items = catalogue.ofCategory(category).stream()
                .sorted(Comparator.<Item>comparingLong(item -> -counters.events(item.getId()))
                        .thenComparing(Item::getId))
                .toList();
        int middle = (picked.size() + limit + 1) / 2;
        items.forEach(item -> take(item, reason, middle));
        for (int at = items.size() - 1; at >= 0; at--) {
            take(items.get(at), reason, limit);
        }
    }

    private void pickPopular() {
        for (String item : counters.popular()) {
            if (picked.size() >= most) {
                return;
            }
            take(item, Reason.POPULAR, most);
        }
    }

    private void fill() {
        if (picked.size() < most) {
            catalogue.first(most + excluded.size()).forEach(item -> take(item, Reason.FILL, most));
        }
    }

    private int share(double share) {
        return (int) (most * share);
    }

    private void take(String item, Reason reason, int limit) {
        if (picked.containsKey(item) || picked.size() < limit) {
            catalogue.find(item).ifPresent(found -> take(found, reason, limit));
        }
    }

    private void take(Item item, Reason reason, int limit) {
        boolean isNew = !picked.containsKey(item.getId());
        if (excluded.contains(item.getId()) || (isNew && picked.size() >= limit)) {
            return;
        }
        if (isNew || reason != Reason.FILL) {
            picked.put(item.getId(), item);
            reasons.computeIfAbsent(item.getId(), id -> EnumSet.noneOf(Reason.class))
                    .add(reason);
        }
    }

    private List<Candidate> candidates() {
        Map<String, Long> categories = history.categories();
        Map<String, Long> items = history.items();
        return picked.values().stream()
                .map(item -> new Candidate(
                        item,
                        List.copyOf(reasons.getOrDefault(item.getId(), EnumSet.of(Reason.FILL))),
                        together.because(item.getId()),
                        features(item, categories, items)))
                .toList();
    }

    private Features features(Item item, Map<String, Long> categories, Map<String, Long> items) {
        float length = Math.max(1, history.length());
        return new Features(
                counters.popularity(item.getId()),
                together.share(item.getId()),
                categories.getOrDefault(item.getCategory(), 0L) / length,
                items.getOrDefault(item.getId(), 0L) / length,
                (float) history.length() / History.EVENTS,
                interests.contains(item.getCategory()) ? 1 : 0);
    }
}
