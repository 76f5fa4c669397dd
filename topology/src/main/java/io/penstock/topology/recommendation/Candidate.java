package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.Reason;
import java.util.List;
import java.util.Optional;

/**
 * An item that may be recommended.
 *
 * @param item the item
 * @param reasons why it is a candidate, at least one reason
 * @param because the item of the user's history that it was seen together with the most
 * @param features what the model is told of it
 */
record Candidate(CatalogueItem item, List<Reason> reasons, Optional<String> because, Features features) {
    Candidate {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a candidate has a reason: item=" + item.id());
        }
    }
}
