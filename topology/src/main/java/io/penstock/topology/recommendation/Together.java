package io.penstock.topology.recommendation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How often items came close to a user's recent items. One serves user after user. Belongs to one thread. */
final class Together {
    private static final int ROOM = 256;

    private long[] times = new long[ROOM];
    private long[] most = new long[ROOM];
    private @Nullable CountedItem[] because = new CountedItem[ROOM];
    private CountedItem[] found = new CountedItem[ROOM];
    private int size;
    private long events;

    /** Forgets the last user; makes room for so many items. */
    void reset(int items) {
        for (int at = 0; at < size; at++) {
            CountedItem item = found[at];
            times[item.number] = 0;
            most[item.number] = 0;
            because[item.number] = null;
        }
        size = 0;
        events = 0;
        if (items > times.length) {
            int room = Math.max(items, 2 * times.length);
            times = Arrays.copyOf(times, room);
            most = Arrays.copyOf(most, room);
            because = Arrays.copyOf(because, room);
            found = Arrays.copyOf(found, room);
        }
    }

    /** Counts what came close to one of the recent items. */
    void add(CountedItem recent) {
        events += recent.events();
        Neighbours close = recent.close;
        for (int at = 0; at < close.size(); at++) {
            add(recent, close.item(at), close.times(at));
        }
    }

    private void add(CountedItem recent, CountedItem item, long more) {
        if (times[item.number] == 0) {
            found[size++] = item;
        }
        times[item.number] += more;
        if (more > most[item.number]) {
            most[item.number] = more;
            because[item.number] = recent;
        }
    }

    /** The items that did so, the most often first. */
    List<String> most() {
        long[] order = new long[size];
        for (int at = 0; at < order.length; at++) {
            order[at] = -Math.min(times[found[at].number], Integer.MAX_VALUE) << Integer.SIZE | at;
        }
        Arrays.sort(order);
        return Arrays.stream(order).mapToObj(each -> found[(int) each].id).toList();
    }

    /** How often this item did, of the events of the recent items. */
    float share(@Nullable CountedItem item) {
        return item == null ? 0 : (float) times[item.number] / Math.max(1, events);
    }

    /** The recent item that it did so with the most. */
    Optional<String> because(@Nullable CountedItem item) {
        return item == null
                ? Optional.empty()
                : Optional.ofNullable(because[item.number]).map(recent -> recent.id);
    }
}
