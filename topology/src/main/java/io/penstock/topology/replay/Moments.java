package io.penstock.topology.replay;

/**
 * What a set of numbers is like, of the finite ones among them; all 0 if there are none.
 *
 * @param count how many
 * @param mean their mean
 * @param deviation their standard deviation
 * @param min the least
 * @param max the greatest
 */
public record Moments(long count, double mean, double deviation, double min, double max) {}
