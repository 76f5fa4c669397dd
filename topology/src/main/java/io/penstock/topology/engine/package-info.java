/** Which backend runs a model, and the model while it runs. */
@NullMarked
package io.penstock.topology.engine;

import org.jspecify.annotations.NullMarked;
