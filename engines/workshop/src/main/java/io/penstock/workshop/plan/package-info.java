/** Plans as artifacts: where they lie, their manifests, which one fits, and the gate that keeps unverified ones out. */
@NullMarked
package io.penstock.workshop.plan;

import org.jspecify.annotations.NullMarked;
