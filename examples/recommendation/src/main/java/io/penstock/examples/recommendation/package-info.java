/** The recommender as an application of its own, against any cluster. */
@NullMarked
package io.penstock.examples.recommendation;

import org.jspecify.annotations.NullMarked;
