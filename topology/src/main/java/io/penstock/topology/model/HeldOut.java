package io.penstock.topology.model;

import java.nio.file.Path;

/**
 * Images that the training never saw.
 *
 * @param images their folder
 * @param labels a CSV file with the header {@code file,label}
 * @param accuracy the share that the model gets right, from 0 to 1
 */
public record HeldOut(Path images, Path labels, double accuracy) {}
