package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.UserCounters;
import java.util.List;

/**
 * What the ranking of an event's candidates needs to know of it.
 *
 * @param event the event's id
 * @param user its user
 * @param counters the user's events, with this one
 * @param candidates the candidates, in the order of the request's rows
 */
record Ranking(String event, String user, UserCounters counters, List<Candidate> candidates) {
    Ranking {
        candidates = List.copyOf(candidates);
    }
}
