package io.penstock.topology.recommendation;

/** What is counted of one item in one partition. Belongs to one thread. */
final class CountedItem {
    final String id;
    /** Its place among the items of its partition, from 0 in the order in which they came. */
    final int number;
    /** What came close before it: what its state holds. */
    final Neighbours before = new Neighbours();
    /** What came close, before it or behind it. */
    final Neighbours close = new Neighbours();

    private long events;

    CountedItem(String id, int number) {
        this.id = id;
        this.number = number;
    }

    long events() {
        return events;
    }

    void count(long more) {
        events += more;
    }
}
