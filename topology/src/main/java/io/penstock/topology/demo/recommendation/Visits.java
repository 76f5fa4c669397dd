package io.penstock.topology.demo.recommendation;

import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.EventType;
import io.penstock.schema.recommendation.Item;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The shop's events, one after the other, the same for the same seed: a user, each as likely as any other, meets an item
 * in proportion to its exposure and to the probability of a click, and views it, puts it into the cart, or buys it. Belongs
 * to one thread.
 */
public final class Visits {
    private static final double CART = 0.7;
    private static final double PURCHASE = 0.9;

    private final Shop shop;
    private final Random random;
    private final Map<String, double[]> chances = new HashMap<>();
    private int events;

    public Visits(Shop shop, long seed) {
        this.shop = shop;
        this.random = new Random(seed);
    }

    /** The next event. */
    public Event next() {
        String user = shop.users().get(random.nextInt(shop.users().size())).getId();
        double[] upTo = chances.computeIfAbsent(user, this::chances);
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        String item = shop.items().get(found < 0 ? -found - 1 : found).getId();
        return new Event("event-" + events++, user, item, type(random.nextDouble()), Instant.now());
    }

    private double[] chances(String user) {
        List<Item> items = shop.items();
        double[] upTo = new double[items.size()];
        double sum = 0;
        for (int at = 0; at < upTo.length; at++) {
            sum += shop.next(user, items.get(at).getId());
            upTo[at] = sum;
        }
        return upTo;
    }

    private static EventType type(double chance) {
        return chance < CART ? EventType.VIEW : chance < PURCHASE ? EventType.CART : EventType.PURCHASE;
    }
}
