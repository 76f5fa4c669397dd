/** Scoring through the topics of a pipeline that runs elsewhere. */
@NullMarked
package io.penstock.topology.score.topic;

import org.jspecify.annotations.NullMarked;
