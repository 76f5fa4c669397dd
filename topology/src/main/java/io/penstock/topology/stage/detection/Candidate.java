package io.penstock.topology.stage.detection;

/**
 * A box that may be an object.
 *
 * @param index its class
 * @param score how sure the model is of that class
 */
record Candidate(int index, double score, Corners box) {}
