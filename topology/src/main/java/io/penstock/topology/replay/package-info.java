/** Scores recorded requests again with another model version, and tells how its answers differ from the recorded ones. */
@NullMarked
package io.penstock.topology.replay;

import org.jspecify.annotations.NullMarked;
