package io.penstock.topology.recommendation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A partition's items, those with the most events first. One event more moves an item past its equals in one step. Belongs
 * to one thread.
 */
final class PopularItems implements Iterable<CountedItem> {
    private final List<CountedItem> order = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final Map<Long, Integer> firstOf = new HashMap<>();

    /** Takes over items that have been counted, numbered from 0. */
    void load(List<CountedItem> items) {
        order.addAll(items);
        order.sort(Comparator.comparingLong(CountedItem::events).reversed().thenComparing(item -> item.id));
        places.addAll(Collections.nCopies(order.size(), 0));
        for (int at = 0; at < order.size(); at++) {
            places.set(order.get(at).number, at);
            firstOf.putIfAbsent(order.get(at).events(), at);
        }
    }

    /** Takes an item in that has no events yet and the next number. */
    void add(CountedItem item) {
        places.add(order.size());
        firstOf.putIfAbsent(0L, order.size());
        order.add(item);
    }

    /** Counts one more event of an item that is here. */
    void count(CountedItem item) {
        long events = item.events();
        int first = firstOf.getOrDefault(events, 0);
        swap(places.get(item.number), first);
        boolean more = first + 1 < order.size() && order.get(first + 1).events() == events;
        if (more) {
            firstOf.put(events, first + 1);
        } else {
            firstOf.remove(events);
        }
        item.count(1);
        firstOf.putIfAbsent(events + 1, first);
    }

    private void swap(int one, int other) {
        Collections.swap(order, one, other);
        places.set(order.get(one).number, one);
        places.set(order.get(other).number, other);
    }

    /** The events of the item with the most, at least 1. */
    long most() {
        return order.isEmpty() ? 1 : Math.max(1, order.get(0).events());
    }

    @Override
    public Iterator<CountedItem> iterator() {
        return order.iterator();
    }
}
