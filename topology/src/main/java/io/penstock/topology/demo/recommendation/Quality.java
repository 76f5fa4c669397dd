package io.penstock.topology.demo.recommendation;

import java.util.Collection;

/**
 * How good recommendations are, by what the simulator knows.
 *
 * @param ndcg NDCG@10 with the probabilities of a click as gains; 1 is the optimum
 * @param clicks how many of the ten the user would click on, on average
 * @param hitRate the probability that the user's next event is about one of the ten
 */
public record Quality(double ndcg, double clicks, double hitRate) {
    /** The mean of several; zeros if there are none. */
    static Quality mean(Collection<Quality> several) {
        return new Quality(
                several.stream().mapToDouble(Quality::ndcg).average().orElse(0),
                several.stream().mapToDouble(Quality::clicks).average().orElse(0),
                several.stream().mapToDouble(Quality::hitRate).average().orElse(0));
    }
}
