@NullMarked
package io.penstock.topology.score;

import org.jspecify.annotations.NullMarked;
