/** The models a pipeline can serve: the repository's folders and what each {@code model.yaml} says. */
@NullMarked
package io.penstock.topology.model;

import org.jspecify.annotations.NullMarked;
