package io.penstock.topology.replay;

/**
 * A request in its topic.
 *
 * @param id its id
 * @param partition where it is
 * @param offset where it is
 */
record Place(String id, int partition, long offset) {}
