@NullMarked
package io.penstock.topology.score.format;

import org.jspecify.annotations.NullMarked;
