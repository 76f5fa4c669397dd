/** The fields of a JSON document to tensors. */
@NullMarked
package io.penstock.topology.stage.json;

import org.jspecify.annotations.NullMarked;
