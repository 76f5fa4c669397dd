package io.penstock.topology.stage.json;

import io.penstock.engine.DataType;

/**
 * The elements of an input that a field fills in each row.
 *
 * @param input the index of the input
 * @param dtype the input's dtype
 * @param offset the first element, counted in the row
 * @param length how many elements
 * @param rowElements how many elements a row of the input has
 */
record FieldTarget(int input, DataType dtype, int offset, int length, int rowElements) {
    /** The element of this place of this row, counted in all rows. */
    int element(int row, int index) {
        return row * rowElements + offset + index;
    }
}
