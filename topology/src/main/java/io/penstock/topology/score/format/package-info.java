/**
 * The forms in which rows of a table come and go: readers that give them one by one with their own columns, and writers
 * that keep these columns and add those of the scores.
 */
@NullMarked
package io.penstock.topology.score.format;

import org.jspecify.annotations.NullMarked;
