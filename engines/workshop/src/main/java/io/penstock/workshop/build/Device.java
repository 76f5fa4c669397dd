package io.penstock.workshop.build;

import io.penstock.workshop.plan.Target;

/**
 * A GPU that plans are built on.
 *
 * @param index its index, from 0
 * @param target what plans built on it are for
 * @param driver the version of its driver
 * @param memoryBytes its memory
 */
public record Device(int index, Target target, String driver, long memoryBytes) {}
