/** Other ways to run a model over a topic: what Penstock is measured against. */
@NullMarked
package io.penstock.rivals;

import org.jspecify.annotations.NullMarked;
