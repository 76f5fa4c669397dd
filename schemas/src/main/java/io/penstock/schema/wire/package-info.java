/**
 * Requests and results of tensors in Avro's binary encoding, read and written where they lie: no objects for the records
 * and no copies of the elements. What is out of the ordinary is left to the serdes in {@link io.penstock.schema.serde}.
 */
@NullMarked
package io.penstock.schema.wire;

import org.jspecify.annotations.NullMarked;
