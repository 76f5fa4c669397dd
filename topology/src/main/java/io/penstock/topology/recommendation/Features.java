package io.penstock.topology.recommendation;

import java.nio.ByteBuffer;

/**
 * The dense features of a candidate, each from 0 to 1, in the model's order.
 *
 * @param popularity its events, of those of the item with the most
 * @param together how often it came close to the user's recent items, of the events of these
 * @param categoryShare the share of its category in the user's history
 * @param itemShare its own share in the user's history
 * @param historyLength how full the user's history is
 * @param interest 1 if the user declared an interest in its category
 */
record Features(
        float popularity, float together, float categoryShare, float itemShare, float historyLength, float interest) {
    /** How many there are. */
    static final int COUNT = 6;

    void writeTo(ByteBuffer target) {
        target.putFloat(popularity)
                .putFloat(together)
                .putFloat(categoryShare)
                .putFloat(itemShare)
                .putFloat(historyLength)
                .putFloat(interest);
    }
}
