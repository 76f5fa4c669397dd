package io.penstock.topology.recommendation;

/**
 * Where a task's candidates come from. Belongs to the task's StreamThread.
 *
 * @param catalogue the items there are
 * @param counters what the task's events tell of them
 * @param categories the items of each category, by these events
 */
record CandidateSource(Catalogue catalogue, ItemCounters counters, CategoryOrder categories) {
    static CandidateSource of(Catalogue catalogue, ItemCounters counters) {
        return new CandidateSource(catalogue, counters, new CategoryOrder(catalogue, counters));
    }
}
