/**
 * The recommendation demo: a simulated shop whose best recommendations are known, its events, and how near the pipeline
 * comes to the optimum.
 */
@NullMarked
package io.penstock.topology.demo.recommendation;

import org.jspecify.annotations.NullMarked;
