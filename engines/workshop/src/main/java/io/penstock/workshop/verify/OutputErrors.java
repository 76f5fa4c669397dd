package io.penstock.workshop.verify;

import org.jspecify.annotations.Nullable;

/**
 * How far one output is from the reference, over all elements compared. The relative error of an element is its absolute
 * error divided by the greater of the reference's magnitude and the root mean square of the reference's row, so that
 * elements near zero do not drown the others; where a row is one element, that of all rows takes its place.
 *
 * @param output the output's name
 * @param elements the elements compared
 * @param maxAbsolute the greatest absolute error
 * @param meanAbsolute the mean absolute error
 * @param maxRelative the greatest relative error
 * @param meanRelative the mean relative error
 * @param cosine the cosine between all values and the reference's; 1 if both are all zero
 * @param top1Agreement the share of rows whose greatest element is the same one; absent unless rows are lists of scores
 * @param notFinite the elements that are NaN or infinite where the reference is not the same; never compared otherwise
 */
public record OutputErrors(
        String output,
        long elements,
        double maxAbsolute,
        double meanAbsolute,
        double maxRelative,
        double meanRelative,
        double cosine,
        @Nullable Double top1Agreement,
        long notFinite) {}
