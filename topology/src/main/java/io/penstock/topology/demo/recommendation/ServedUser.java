package io.penstock.topology.demo.recommendation;

import io.penstock.schema.recommendation.EventType;
import java.util.List;

/**
 * A user at the end of the demo.
 *
 * @param id the user
 * @param description what the model and the shop know of the user
 * @param events how many events the user has had
 * @param last the last of them, the newest first
 * @param items what is recommended now, the best first
 */
public record ServedUser(String id, String description, long events, List<Done> last, List<Shown> items) {
    public ServedUser {
        last = List.copyOf(last);
        items = List.copyOf(items);
    }

    /** Something that the user did with an item. */
    public record Done(EventType type, String item) {}

    /**
     * A recommended item.
     *
     * @param item the item
     * @param score the model's score
     * @param click the probability that the user clicks on it
     * @param why what made it a candidate, in words
     */
    public record Shown(String item, double score, double click, String why) {}
}
