/** The records on their way into and out of Kafka: Confluent's serdes, their failures, and the registry's subjects. */
@NullMarked
package io.penstock.schema.serde;

import org.jspecify.annotations.NullMarked;
