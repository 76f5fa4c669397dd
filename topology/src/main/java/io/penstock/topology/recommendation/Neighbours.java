package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.Neighbour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The items that came close to one, and how often: few, so that looking through all of them is quick. Belongs to one
 * thread.
 */
final class Neighbours {
    /** How many are kept; past that the rarest makes room. */
    static final int MOST = 100;

    private static final int FIRST = 4;

    private CountedItem[] items = new CountedItem[FIRST];
    private long[] times = new long[FIRST];
    private int size;

    /** Counts an item that came close so many times more. */
    void add(CountedItem item, long more) {
        int at = find(item);
        if (at == size) {
            at = place();
            items[at] = item;
            times[at] = 0;
        }
        times[at] += more;
    }

    private int find(CountedItem item) {
        int at = 0;
        while (at < size && items[at] != item) {
            at++;
        }
        return at;
    }

    private int place() {
        if (size == MOST) {
            return rarest();
        }
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.min(MOST, 2 * size));
            times = Arrays.copyOf(times, items.length);
        }
        return size++;
    }

    private int rarest() {
        int rarest = 0;
        for (int at = 1; at < size; at++) {
            if (times[at] < times[rarest]) {
                rarest = at;
            }
        }
        return rarest;
    }

    int size() {
        return size;
    }

    CountedItem item(int at) {
        return items[at];
    }

    long times(int at) {
        return times[at];
    }

    /** As they are kept in the state. */
    List<Neighbour> kept() {
        List<Neighbour> kept = new ArrayList<>(size);
        for (int at = 0; at < size; at++) {
            kept.add(new Neighbour(items[at].id, times[at]));
        }
        return kept;
    }
}
