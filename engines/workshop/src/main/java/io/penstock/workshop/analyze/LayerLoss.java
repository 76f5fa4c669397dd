package io.penstock.workshop.analyze;

/**
 * What a layer costs.
 *
 * @param node the name of its node
 * @param type its operator
 * @param meanRelative the mean relative error of what it gives
 * @param added how much of that was not in what it takes
 */
public record LayerLoss(String node, String type, double meanRelative, double added) {}
