/**
 * The wire contract: records generated from {@code src/main/avro}. Their optional fields are {@link java.util.Optional},
 * their bytes {@link java.nio.ByteBuffer}s that nobody else holds. The sources are generated without nullness
 * annotations, so the package makes no promise about nulls.
 */
@NullUnmarked
package io.penstock.schema;

import org.jspecify.annotations.NullUnmarked;
