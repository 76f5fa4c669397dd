/** What an operator sees of a running pipeline: metrics, and whether it lives and is ready. */
@NullMarked
package io.penstock.topology.status;

import org.jspecify.annotations.NullMarked;
