package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.Reason;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Picks the candidates for one user: first what was seen together with the user's recent items, then items of the user's
 * categories, half of them the popular ones and half those with the fewest events, so that new items are met; then what is
 * popular; then anything. Items that the catalogue has not, and those just bought, are left out. Belongs to one thread.
 */
final class CandidateSelection {
    private static final double TOGETHER = 0.4;
    private static final double CATEGORIES = 0.85;
    private static final int CATEGORIES_OF_HISTORY = 2;

    private record Picked(CatalogueItem item, EnumSet<Reason> reasons) {}

    private final CandidateSource source;
    private final History history;
    private final Set<String> interests;
    private final Set<String> excluded;
    private final Together together;
    private final int most;
    private final Map<String, Picked> picked = new LinkedHashMap<>();

    private CandidateSelection(CandidateSource source, History history, Set<String> interests, int most) {
        this.source = source;
        this.history = history;
        this.interests = interests;
        this.excluded = history.purchased();
        this.together = source.counters().together(history.recentItems(RankerModel.HISTORY));
        this.most = most;
    }

    /**
     * The candidates, at most {@code most}; none if the catalogue has none.
     *
     * @param interests the categories that the user declared an interest in
     */
    static List<Candidate> pick(CandidateSource source, History history, Set<String> interests, int most) {
        CandidateSelection selection = new CandidateSelection(source, history, interests, most);
        selection.pickTogether();
        selection.pickCategories();
        selection.pickPopular();
        selection.fill();
        return selection.candidates();
    }

    private void pickTogether() {
        for (String item : together.most()) {
            if (picked.size() >= share(TOGETHER)) {
                return;
            }
            take(item, Reason.SEEN_TOGETHER, share(TOGETHER));
        }
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
        List<CatalogueItem> items = source.categories().of(category);
        int middle = (picked.size() + limit + 1) / 2;
        items.forEach(item -> take(item, reason, middle));
        for (int at = items.size() - 1; at >= 0; at--) {
            take(items.get(at), reason, limit);
        }
    }

    private void pickPopular() {
        for (CountedItem item : source.counters().popular()) {
            if (picked.size() >= most) {
                return;
            }
            take(item.id, Reason.POPULAR, most);
        }
    }

    private void fill() {
        if (picked.size() < most) {
            source.catalogue().first(most + excluded.size()).forEach(item -> take(item, Reason.FILL, most));
        }
    }

    private int share(double share) {
        return (int) (most * share);
    }

    private void take(String item, Reason reason, int limit) {
        if (picked.containsKey(item) || picked.size() < limit) {
            source.catalogue().find(item).ifPresent(found -> take(found, reason, limit));
        }
    }

    private void take(CatalogueItem item, Reason reason, int limit) {
        @Nullable Picked before = picked.get(item.id());
        if (before == null) {
            if (picked.size() < limit && !excluded.contains(item.id())) {
                picked.put(item.id(), new Picked(item, EnumSet.of(reason)));
            }
        } else if (reason != Reason.FILL) {
            before.reasons().add(reason);
        }
    }

    private List<Candidate> candidates() {
        Map<String, Long> categories = history.categories();
        Map<String, Long> items = history.items();
        return picked.values().stream()
                .map(each -> candidate(each, categories, items))
                .toList();
    }

    private Candidate candidate(Picked each, Map<String, Long> categories, Map<String, Long> items) {
        CatalogueItem item = each.item();
        @Nullable CountedItem counted = source.counters().find(item.id());
        float length = Math.max(1, history.length());
        Features features = new Features(
                source.counters().popularity(counted),
                together.share(counted),
                categories.getOrDefault(item.category(), 0L) / length,
                items.getOrDefault(item.id(), 0L) / length,
                (float) history.length() / History.EVENTS,
                interests.contains(item.category()) ? 1 : 0);
        return new Candidate(item, List.copyOf(each.reasons()), together.because(counted), features);
    }
}
