package io.penstock.workshop.verify;

/**
 * The share of labelled rows that each engine gets right.
 *
 * @param rows the labelled rows
 * @param reference the reference's share, from 0 to 1
 * @param candidate the share of the engine under test
 */
public record Accuracies(int rows, double reference, double candidate) {}
