package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.Item;

/**
 * An item of the catalogue, with what the model calls it.
 *
 * @param item the item
 * @param number its number in the model's items
 * @param categoryNumber its category's number in the model's categories
 */
record CatalogueItem(Item item, long number, long categoryNumber) {
    String id() {
        return item.getId();
    }

    String category() {
        return item.getCategory();
    }
}
