/**
 * What the user writes into {@code pipeline.yaml}: read once, every problem of the file reported together with its path,
 * its line and the nearest known key, and nothing secret ever printed.
 */
@NullMarked
package io.penstock.topology.config;

import org.jspecify.annotations.NullMarked;
