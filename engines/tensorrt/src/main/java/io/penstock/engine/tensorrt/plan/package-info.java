/** Where the backend finds its plans. */
@NullMarked
package io.penstock.engine.tensorrt.plan;

import org.jspecify.annotations.NullMarked;
