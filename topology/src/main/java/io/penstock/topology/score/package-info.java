/** Offline batch scoring: the rows of files through a pipeline's stages, and into files again with their scores. */
@NullMarked
package io.penstock.topology.score;

import org.jspecify.annotations.NullMarked;
