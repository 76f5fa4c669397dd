/** What a builder of plans is asked for, and the steps from a model to a plan in the repository. */
@NullMarked
package io.penstock.workshop.build;

import org.jspecify.annotations.NullMarked;
